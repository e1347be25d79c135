import { ask } from '@/trpc/ask';

/** Units in the viewer's cart, for the header; `undefined` while unknown. */
let count: number | undefined;
let asked = false;
const watchers = new Set<() => void>();

/** Whoever has a newer cart in hand says so. */
export function setCartCount(next: number): void {
  asked = true;
  count = next;
  for (const watcher of watchers) watcher();
}

function askCount(): void {
  asked = true;
  // Without an answer the link stands without a number; the next page asks again.
  ask('cart.count').then(({ count: found }) => setCartCount(count ?? found), () => { asked = false; });
}

export function watchCartCount(onChange: () => void): () => void {
  watchers.add(onChange);
  if (!asked) askCount();
  return () => watchers.delete(onChange);
}

export function readCartCount(): number | undefined {
  return count;
}
