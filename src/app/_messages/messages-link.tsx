'use client';

import { MessageSquare } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useLive } from '@/app/live';
import { readViewer, watchViewer } from '@/app/viewer';
import { CountBadge, sayCount } from '@/ui/count-badge';
import { askMessageCount, readMessageCount, watchMessageCount } from './message-count';

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
  return (
    <a href="/account/messages" aria-label={unread === 0 ? 'Messages' : `Messages, ${sayCount(unread)} unread`} className="icon-btn relative">
      <MessageSquare className="ic size-5" aria-hidden="true" />
      <CountBadge count={unread} />
    </a>
  );
}
