import { ask } from '@/trpc/ask';

/** Conversations of the viewer with something unread, for the header; `undefined` while unknown. */
let count: number | undefined;
let isAsking = false;
let isStale = false;
const watchers = new Set<() => void>();

/** Asks anew; what happens while the answer is on its way is asked for once more. Without an answer the link stands without a number. */
export function askMessageCount(): void {
  if (isAsking) {
    isStale = true;
    return;
  }
  isAsking = true;
  isStale = false;
  const set = ({ threads }: { threads: number }) => {
    count = threads;
    for (const watcher of watchers) watcher();
  };
  void ask('messages.unread').then(set, () => undefined).finally(() => {
    isAsking = false;
    if (isStale) askMessageCount();
  });
}

export function watchMessageCount(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

export function readMessageCount(): number | undefined {
  return count;
}
