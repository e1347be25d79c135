import { ask } from '@/trpc/ask';

/** Unread notifications of the viewer, for the bell; `undefined` while unknown. */
let count: number | undefined;
let isAsking = false;
let isStale = false;
const watchers = new Set<() => void>();

/** Asks anew; what happens while the answer is on its way is asked for once more. Without an answer the bell stands without a number. */
export function askNoticeCount(): void {
  if (isAsking) {
    isStale = true;
    return;
  }
  isAsking = true;
  isStale = false;
  const set = ({ unread }: { unread: number }) => {
    count = unread;
    for (const watcher of watchers) watcher();
  };
  void ask('notifications.count').then(set, () => undefined).finally(() => {
    isAsking = false;
    if (isStale) askNoticeCount();
  });
}

export function watchNoticeCount(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

export function readNoticeCount(): number | undefined {
  return count;
}
