import { readViewer } from '@/app/viewer';
import { toConsent } from '@/shared/consent';
import type { HomeRecommendations } from '@/shared/contracts/discovery';
import { ask } from '@/trpc/ask';

let own: HomeRecommendations | null = null;
let asked = false;
const watchers = new Set<() => void>();

function set(next: HomeRecommendations): void {
  own = next;
  for (const watcher of watchers) watcher();
}

/** Asks again, after something was answered or forgotten. */
export async function refreshOwn(): Promise<void> {
  asked = true;
  set(await ask('discovery.home'));
}

/** Asks once, and only for somebody: a person who is signed in, or a visitor who allowed the cookie. Everybody else has the page's own list. */
export function askForOwn(): void {
  if (asked || (!readViewer() && toConsent(document.cookie) !== 'all')) return;
  // Without an answer the list of everybody stands; the next page asks again.
  refreshOwn().catch(() => { asked = false; });
}

export function watchOwn(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

/** What is recommended to the viewer; null for nobody known and until the browser knows. */
export function readOwn(): HomeRecommendations | null {
  return own;
}
