import { Clock } from 'lucide-react';
import type { Metadata } from 'next';
import { first, type Params } from '@/app/address';
import { requireAdmin } from '@/app/require-viewer';
import { ListDisputesInput, type DisputeSummary } from '@/shared/contracts/disputes';
import { Chip } from '@/ui/chip';
import { formatDate, formatDateTime, formatMoney } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { TabLinks } from '@/ui/tab-links';
import { Table, type TableColumn } from '@/ui/table';
import { AdminFrame } from '../admin-frame';
import { DisputeChip, reasonWords } from './dispute-chip';

export const metadata: Metadata = { title: 'Disputes' };

const SHOWS = [{ show: 'open', label: 'Open' }, { show: 'ended', label: 'Ended' }, { show: 'all', label: 'All' }] as const;

const EMPTY = {
  open: { title: 'No bank waits for an answer', text: 'When a buyer disputes a payment it stands here, with the day the answer is due. You get a mail, too.' },
  ended: { title: 'No dispute has ended yet', text: 'Those that were won, lost or closed stand here.' },
  all: { title: 'No payment was ever disputed', text: 'When a buyer disputes one it stands here.' },
} as const;

function Due({ dispute: { evidenceDueAt, submittedAt, isOverdue, closedAt } }: { dispute: DisputeSummary }) {
  if (closedAt) return <span className="whitespace-nowrap">ended {formatDate(closedAt)}</span>;
  if (submittedAt) return <span className="whitespace-nowrap">sent {formatDate(submittedAt)}</span>;
  if (!evidenceDueAt) return <span className="text-ink-3">cannot be answered</span>;
  return <span className="inline-flex flex-wrap items-center gap-2 whitespace-nowrap"><span><span className="lg:hidden">Answer due </span>{formatDateTime(evidenceDueAt)}</span>{isOverdue && <Chip tone="danger" icon={Clock}>Late</Chip>}</span>;
}

const COLUMNS: TableColumn<DisputeSummary>[] = [
  { key: 'order', header: 'Dispute of', fold: 'lead', cell: ({ id, orderNumber }) => <a className="link font-semibold whitespace-nowrap" href={`/admin/disputes/${id}`}>{orderNumber}</a> },
  { key: 'why', header: 'Why', fold: 'note', cell: ({ reason, buyerName }) => <span>{reasonWords(reason)}<span className="block text-ink-2">{buyerName}</span></span> },
  { key: 'opened', header: 'Opened', fold: 'hide', cell: ({ openedAt }) => <span className="whitespace-nowrap">{formatDate(openedAt)}</span> },
  { key: 'due', header: 'Answer due', fold: 'wide', cell: (dispute) => <Due dispute={dispute} /> },
  { key: 'status', header: 'State', fold: 'note-end', cell: ({ status }) => <DisputeChip status={status} /> },
  { key: 'amount', header: 'Amount', fold: 'end', right: true, cell: ({ amountMinor, currency }) => <span className="tabular-nums">{formatMoney(amountMinor, currency)}</span> },
];

/** Payments that buyers' banks dispute: the one whose answer is due first stands first. */
export default async function DisputesPage({ searchParams }: { searchParams: Promise<Params<'show' | 'after'>> }) {
  const { api } = await requireAdmin('/admin/disputes');
  const { show, after } = await searchParams;
  const parsed = ListDisputesInput.safeParse({ show: first(show), cursor: first(after) });
  const input = parsed.success ? parsed.data : ListDisputesInput.parse({});
  const { items, nextCursor } = await api.admin.listDisputes(input);
  const hrefOf = (one: string) => `/admin/disputes?show=${one}`;
  const empty = EMPTY[input.show];
  return (
    <AdminFrame current="/admin/disputes">
      <h1 className="d3">Disputes</h1>
      <div className="mt-5"><TabLinks label="Which disputes" links={SHOWS.map((one) => ({ href: hrefOf(one.show), label: one.label }))} current={hrefOf(input.show)} /></div>
      {items.length === 0 ? <div className="mt-8"><EmptyState title={empty.title} slug="disputes">{empty.text}</EmptyState></div> : (
        <>
          <Table caption="Disputes" columns={COLUMNS} rows={items} rowKey={({ id }) => id} className="mt-4" />
          <div className="mt-8"><ListPages count={items.length} one="dispute" href={hrefOf(input.show)} cursor={input.cursor} nextCursor={nextCursor} /></div>
        </>
      )}
    </AdminFrame>
  );
}
