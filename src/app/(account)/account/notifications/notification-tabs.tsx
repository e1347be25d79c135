import { TabLinks } from '@/ui/tab-links';

const BASE = '/account/notifications';

/** Everything, what is unread, and what the viewer wants to be told. */
export function NotificationTabs({ current, unread }: { current: 'all' | 'unread' | 'settings'; unread?: number }) {
  const links = [{ href: BASE, label: 'All' }, { href: `${BASE}?unread=1`, label: 'Unread', ...(unread !== undefined && unread > 0 && { count: unread > 99 ? '99+' : unread }) }, { href: `${BASE}/settings`, label: 'Settings' }];
  return <TabLinks label="Notifications" links={links} current={current === 'all' ? BASE : current === 'unread' ? `${BASE}?unread=1` : `${BASE}/settings`} />;
}
