import type { Metadata } from 'next';
import { requireAdmin } from '@/app/require-viewer';
import { ListWebhookEventsInput, type WebhookEventStatus, type WebhookEventView } from '@/shared/contracts/admin-webhooks';
import { Chip, type ChipTone } from '@/ui/chip';
import { formatDateTime, formatPlural } from '@/ui/format';
import { Pagination } from '@/ui/pagination';
import { EmptyState } from '@/ui/states';
import { TabLinks } from '@/ui/tab-links';
import { Table, type TableColumn } from '@/ui/table';
import { AdminFrame } from '../admin-frame';
import { ReplayButton } from './replay-button';

export const metadata: Metadata = { title: 'Webhooks, admin' };

const WORDS: Record<WebhookEventStatus, { word: string; tone: ChipTone }> = {
  received: { word: 'Trying', tone: 'warn' },
  processed: { word: 'Done', tone: 'ok' },
  ignored: { word: 'Not for us', tone: 'mute' },
  parked: { word: 'Parked', tone: 'mute' },
  quarantined: { word: 'Held', tone: 'danger' },
  dead: { word: 'Given up', tone: 'danger' },
};

const COLUMNS: TableColumn<WebhookEventView>[] = [
  { key: 'type', header: 'Event', fold: 'lead', cell: ({ type, stripeEventId }) => <span><span className="mono">{type}</span><span className="mono block text-ink-3 text-[13px]">{stripeEventId}</span></span> },
  { key: 'order', header: 'Order', fold: 'note', cell: ({ orderNumber }) => orderNumber ?? '' },
  { key: 'received', header: 'Received', fold: 'hide', cell: ({ receivedAt }) => <span className="whitespace-nowrap">{formatDateTime(receivedAt)}</span> },
  { key: 'tries', header: 'Tries', fold: 'hide', right: true, cell: ({ attempts }) => attempts },
  { key: 'status', header: 'State', fold: 'end', cell: ({ status, error }) => <span><Chip tone={WORDS[status].tone}>{WORDS[status].word}</Chip>{error && <span className="block text-sm text-ink-2 mt-1 max-w-[40ch]">{error}</span>}</span> },
  { key: 'act', header: 'Actions', headerHidden: true, fold: 'note-end', right: true, cell: ({ id, status }) => !['processed', 'ignored', 'received'].includes(status) && <ReplayButton webhookEventId={id} /> },
];

const ALL = '/admin/webhooks';
const OPEN = '/admin/webhooks?status=received&status=quarantined&status=dead&status=parked';

interface Props {
  searchParams: Promise<Record<'status' | 'after', string | string[] | undefined>>;
}

/** Everything Stripe told us, newest first, and what became of it. */
export default async function WebhooksPage({ searchParams }: Props) {
  const { api } = await requireAdmin(ALL);
  const { status, after } = await searchParams;
  const statuses = [status].flat().filter((one) => one !== undefined);
  const parsed = ListWebhookEventsInput.safeParse({ statuses, cursor: [after].flat()[0] });
  const { items, nextCursor } = await api.admin.listWebhookEvents(parsed.success ? parsed.data : {});
  const current = statuses.length > 0 ? OPEN : ALL;
  return (
    <AdminFrame current="/admin/webhooks">
      <h1 className="d3">Webhooks</h1>
      <p className="text-ink-2 mt-1">Each event is kept once, before it is worked on. Held ones contradict their order and changed nothing.</p>
      <div className="mt-5"><TabLinks label="Which events" links={[{ href: ALL, label: 'All' }, { href: OPEN, label: 'Not done' }]} current={current} /></div>
      {items.length === 0 ? (
        <div className="mt-8"><EmptyState title={statuses.length > 0 ? 'Everything is done' : 'Stripe has said nothing yet'} slug="admin-webhooks">{statuses.length > 0 ? 'No event waits, is held or was given up.' : 'Its events appear here the moment they come in, signed.'}</EmptyState></div>
      ) : (
        <>
          <Table caption="Webhook events" columns={COLUMNS} rows={items} rowKey={({ id }) => id} className="mt-4" />
          <div className="mt-8"><Pagination summary={formatPlural(items.length, 'event')} {...(nextCursor && { nextHref: `${current}${current.includes('?') ? '&' : '?'}after=${nextCursor}` })} /></div>
        </>
      )}
    </AdminFrame>
  );
}
