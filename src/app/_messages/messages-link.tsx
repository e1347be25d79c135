'use client';

import { MessageSquare } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useLive } from '@/app/live';
import { readViewer, watchViewer } from '@/app/viewer';
import { askMessageCount, readMessageCount, watchMessageCount } from './message-count';

const MOST_SHOWN = 99;

/** The way to the viewer's conversations, with how many wait to be read as they come. Nothing for visitors. It takes no room that was not kept for it. */
export function MessagesLink() {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const count = useSyncExternalStore(watchMessageCount, readMessageCount, () => undefined);
  useLive('message', askMessageCount);
  // Read in another tab.
  useLive('thread', (event) => {
    if (event.kind === 'thread') askMessageCount();
  });
  if (!viewer) return null;
  const unread = count ?? 0;
  const shown = unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread);
  return (
    <a href="/account/messages" aria-label={unread === 0 ? 'Messages' : `Messages, ${unread > MOST_SHOWN ? `more than ${MOST_SHOWN}` : unread} unread`} className="icon-btn relative">
      <MessageSquare className="ic size-5" aria-hidden="true" />
      {unread > 0 && <span aria-hidden="true" className="absolute top-1 left-1/2 min-w-5 px-1 whitespace-nowrap rounded-full bg-ink text-bg text-[13px] leading-5 font-semibold text-center tabular-nums">{shown}</span>}
    </a>
  );
}
