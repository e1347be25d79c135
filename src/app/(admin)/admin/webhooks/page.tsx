import type { Metadata } from 'next';
import { every, first, listAddress, type Params } from '@/app/address';
import { requireAdmin } from '@/app/require-viewer';
import { ListWebhookEventsInput, REPLAYABLE, type WebhookEventView } from '@/shared/contracts/admin-webhooks';
import { LinkButton } from '@/ui/button';
import { Select } from '@/ui/field';
import { formatCount, formatDateTime } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { TabLinks } from '@/ui/tab-links';
import { Table, type TableColumn } from '@/ui/table';
import { ActButton } from '../act-button';
import { AdminFrame } from '../admin-frame';
import { EventChip } from './event-status';

export const metadata: Metadata = { title: 'Webhooks' };

const PATH = '/admin/webhooks';
const TABS: { label: string; statuses: ListWebhookEventsInput['statuses'] }[] = [
  { label: 'All', statuses: [] },
  { label: 'Trying', statuses: ['received'] },
  { label: 'Held', statuses: ['quarantined'] },
  { label: 'Parked', statuses: ['parked'] },
  { label: 'Given up', statuses: ['dead'] },
];

const isReplayable = (status: string): status is (typeof REPLAYABLE)[number] => (REPLAYABLE as readonly string[]).includes(status);

const COLUMNS: TableColumn<WebhookEventView>[] = [
  { key: 'type', header: 'Event', fold: 'lead', cell: ({ id, type, stripeEventId, error }) => <span><a className="link mono" href={`${PATH}/${id}`}>{type}</a><span className="mono block text-ink-3 text-[13px]">{stripeEventId}</span>{error && <span className="block text-sm text-ink-2 mt-1 max-w-[56ch]">{error}</span>}</span> },
  { key: 'order', header: 'Order', fold: 'note', cell: ({ orderId, orderNumber }) => orderNumber && <a className="link whitespace-nowrap" href={`/admin/orders/${orderId ?? ''}`}>{orderNumber}</a> },
  { key: 'received', header: 'Received', fold: 'hide', cell: ({ receivedAt }) => <span className="whitespace-nowrap">{formatDateTime(receivedAt)}</span> },
  { key: 'tries', header: 'Tries', fold: 'hide', right: true, cell: ({ attempts }) => attempts },
  { key: 'took', header: 'Took', fold: 'hide', right: true, cell: ({ tookMs }) => tookMs !== null && <span className="whitespace-nowrap">{formatCount(tookMs)} ms</span> },
  { key: 'status', header: 'State', fold: 'end', cell: ({ status }) => <EventChip status={status} /> },
  { key: 'act', header: 'Actions', headerHidden: true, fold: 'note-end', right: true, cell: ({ id, status }) => isReplayable(status) && <ActButton act={{ verb: 'replay', webhookEventId: id }}>Try again</ActButton> },
];

/** Everything Stripe told us, newest first, and what became of it. */
export default async function WebhooksPage({ searchParams }: { searchParams: Promise<Params<'q' | 'status' | 'type' | 'after'>> }) {
  const { api } = await requireAdmin(PATH);
  const params = await searchParams;
  const parsed = ListWebhookEventsInput.safeParse({ q: first(params.q), statuses: every(params.status), type: first(params.type), cursor: first(params.after) });
  const input = parsed.success ? parsed.data : ListWebhookEventsInput.parse({});
  const { q, type, statuses } = input;
  const { items, nextCursor, types, dead } = await api.admin.listWebhookEvents(input);
  const tabHref = (wanted: readonly string[]) => listAddress(PATH, { q, type, status: wanted });
  const replayable = statuses.filter(isReplayable);
  const isFiltered = q !== '' || type !== '' || statuses.length > 0;
  return (
    <AdminFrame current={PATH}>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="d3">Webhooks</h1>
          <p className="text-ink-2 mt-1 max-w-[64ch]">Each event is kept once, before it is worked on. Held ones contradict their order and changed nothing.</p>
        </div>
        {replayable.length > 0 && replayable.length === statuses.length && items.length > 0 && <ActButton act={{ verb: 'replayAll', q, type, statuses: replayable }} size="m">Replay all of these</ActButton>}
      </div>
      <form method="get" action={PATH} role="search" aria-label="Events" className="mt-5 flex flex-wrap gap-2 items-end">
        {statuses.map((status) => <input key={status} type="hidden" name="status" value={status} />)}
        <div className="flex-1 min-w-[220px]"><label htmlFor="events-q" className="label">Event, object, type or order</label><input id="events-q" name="q" defaultValue={q} className="field" maxLength={255} placeholder="evt_1QNc83Kd" spellCheck={false} /></div>
        <Select label="Type" name="type" className="w-full sm:w-[260px]" defaultValue={type} options={[{ value: '', label: 'Any' }, ...types.map((one) => ({ value: one, label: one }))]} />
        <button type="submit" className="btn btn-line">Find</button>
      </form>
      <div className="mt-5"><TabLinks label="Which events" links={TABS.map(({ label, statuses: wanted }) => ({ href: tabHref(wanted), label, ...(label === 'Given up' && dead > 0 && { count: formatCount(dead) }) }))} current={tabHref(statuses)} /></div>
      {items.length === 0 ? (
        <div className="mt-8">{isFiltered
          ? <EmptyState title="No event fits" slug="admin-webhooks" action={<LinkButton href={PATH}>Show all events</LinkButton>}>Ids and order numbers are looked up whole, types by their beginning.</EmptyState>
          : <EmptyState title="Stripe has said nothing yet" slug="admin-webhooks">Its events appear here the moment they come in, signed.</EmptyState>}</div>
      ) : (
        <>
          <Table caption="Webhook events" columns={COLUMNS} rows={items} rowKey={({ id }) => id} className="mt-4" />
          <div className="mt-8"><ListPages count={items.length} one="event" href={tabHref(statuses)} cursor={input.cursor} nextCursor={nextCursor} /></div>
        </>
      )}
    </AdminFrame>
  );
}
