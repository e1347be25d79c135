import type { Metadata } from 'next';
import { requireViewer } from '@/app/require-viewer';
import { ListNotificationsInput } from '@/shared/contracts/notifications';
import { LinkButton } from '@/ui/button';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { AccountFrame } from '../account-frame';
import { Inbox } from './inbox';
import { NotificationTabs } from './notification-tabs';

export const metadata: Metadata = { title: 'Notifications' };

interface Props {
  searchParams: Promise<{ unread?: string | string[]; after?: string | string[] }>;
}

function Nothing({ unread }: { unread: boolean }) {
  if (unread) return <EmptyState title="All read" slug="all-read" action={<LinkButton href="/account/notifications">See all</LinkButton>}>What comes next appears here by itself.</EmptyState>;
  return <EmptyState title="Nothing yet" slug="no-news" action={<LinkButton href="/marketplace" tone="ink">Browse the marketplace</LinkButton>}>Receipts, parcels, new versions of what you own and answers to you will be listed here.</EmptyState>;
}

/** What the viewer was told, newest first, by day. */
export default async function NotificationsPage({ searchParams }: Props) {
  const { api, formats } = await requireViewer('/account/notifications');
  const query = await searchParams;
  const unread = [query.unread].flat()[0] === '1';
  const parsed = ListNotificationsInput.safeParse({ unread, cursor: [query.after].flat()[0] });
  const page = await api.notifications.list(parsed.success ? parsed.data : { unread });
  const home = `/account/notifications${unread ? '?unread=1' : ''}`;
  return (
    <AccountFrame current="/account/notifications">
      <h1 className="d3">Notifications</h1>
      <div className="mt-4"><NotificationTabs current={unread ? 'unread' : 'all'} unread={page.unread} /></div>
      {page.notifications.length === 0 && <div className="mt-8"><Nothing unread={unread} /></div>}
      <Inbox page={page} formats={formats} />
      {(page.nextCursor !== null || parsed.data?.cursor !== undefined) && (
        <div className="mt-8"><ListPages count={page.notifications.length} one="notification" href={home} cursor={parsed.data?.cursor} nextCursor={page.nextCursor} /></div>
      )}
    </AccountFrame>
  );
}
