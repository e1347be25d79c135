'use client';

import { Bell } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useLive } from '@/app/live';
import { askNoticeCount, readNoticeCount, watchNoticeCount } from '@/app/notice-count';
import { readViewer, watchViewer } from '@/app/viewer';
import { CountBadge, sayCount } from '@/ui/count-badge';

/** The way to the viewer's notifications, with how many are unread as they come. Nothing for visitors. It takes no room that was not kept for it. */
export function BellLink() {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const count = useSyncExternalStore(watchNoticeCount, readNoticeCount, () => undefined);
  useLive('notification', askNoticeCount);
  if (!viewer) return null;
  const unread = count ?? 0;
  return (
    <a href="/account/notifications" aria-label={unread === 0 ? 'Notifications' : `Notifications, ${sayCount(unread)} unread`} className="icon-btn relative">
      <Bell className="ic size-5" aria-hidden="true" />
      <CountBadge count={unread} />
    </a>
  );
}
