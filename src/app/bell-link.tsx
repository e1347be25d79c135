'use client';

import { Bell } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useLive } from '@/app/live';
import { askNoticeCount, readNoticeCount, watchNoticeCount } from '@/app/notice-count';
import { readViewer, watchViewer } from '@/app/viewer';

const MOST_SHOWN = 99;

/** The way to the viewer's notifications, with how many are unread as they come. Nothing for visitors. It takes no room that was not kept for it. */
export function BellLink() {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const count = useSyncExternalStore(watchNoticeCount, readNoticeCount, () => undefined);
  useLive('notification', askNoticeCount);
  if (!viewer) return null;
  const unread = count ?? 0;
  return (
    <a href="/account/notifications" aria-label={unread === 0 ? 'Notifications' : `Notifications, ${unread > MOST_SHOWN ? `more than ${MOST_SHOWN}` : unread} unread`} className="icon-btn relative">
      <Bell className="ic size-5" aria-hidden="true" />
      {unread > 0 && <span aria-hidden="true" className="absolute top-1 left-1/2 min-w-5 px-1 whitespace-nowrap rounded-full bg-ink text-bg text-[13px] leading-5 font-semibold text-center tabular-nums">{unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}</span>}
    </a>
  );
}
