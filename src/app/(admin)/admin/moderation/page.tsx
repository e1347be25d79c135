import type { Metadata } from 'next';
import { every, first, listAddress, type Params } from '@/app/address';
import { requireAdmin } from '@/app/require-viewer';
import { ListCasesInput, type CaseSummary } from '@/shared/contracts/moderation';
import { CASE_STATUSES, REPORT_REASONS, SUBJECT_TYPES } from '@/shared/moderation-words';
import { LinkButton } from '@/ui/button';
import { Select } from '@/ui/field';
import { formatDateTime } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { AdminFrame } from '../admin-frame';
import { CaseChip } from './case-chip';

export const metadata: Metadata = { title: 'Moderation' };

const PATH = '/admin/moderation';

/** Under a case's name: its kind, where that is not the name, and whose it is. */
function whatElse(...words: (string | null)[]) {
  const said = words.filter(Boolean).join(', ');
  return said !== '' && <span className="block text-sm text-ink-2 font-normal">{said}</span>;
}

const COLUMNS: TableColumn<CaseSummary>[] = [
  { key: 'what', header: 'What', fold: 'lead', cell: ({ id, subjectType, subjectTitle, sellerName }) => <span className="break-words"><a className="link font-semibold" href={`${PATH}/${id}`}>{subjectTitle ?? SUBJECT_TYPES[subjectType]}</a>{whatElse(subjectTitle && SUBJECT_TYPES[subjectType], sellerName)}</span> },
  { key: 'status', header: 'Status', fold: 'end', cell: ({ status }) => <CaseChip status={status} /> },
  { key: 'reason', header: 'First reason', fold: 'note', cell: ({ reason }) => REPORT_REASONS[reason] },
  { key: 'count', header: 'Reports', fold: 'note-end', right: true, cell: ({ reportCount }) => <span>{reportCount}<span className="lg:hidden">{reportCount === 1 ? ' report' : ' reports'}</span></span> },
  { key: 'since', header: 'Since', fold: 'wide', cell: ({ openedAt }) => <span className="whitespace-nowrap"><span className="lg:hidden">Since </span>{formatDateTime(openedAt)}</span> },
];

/** What people reported: what waits, the longest waiting first; or what was decided. */
export default async function ModerationPage({ searchParams }: { searchParams: Promise<Params<'status' | 'type' | 'after'>> }) {
  const { api } = await requireAdmin(PATH);
  const params = await searchParams;
  const parsed = ListCasesInput.safeParse({ statuses: every(params.status), types: every(params.type), cursor: first(params.after) });
  const input = parsed.success ? parsed.data : ListCasesInput.parse({});
  const { items, nextCursor } = await api.admin.listCases(input);
  const filters = { status: input.statuses, type: input.types };
  const isFiltered = input.statuses.length + input.types.length > 0;
  return (
    <AdminFrame current={PATH}>
      <h1 className="d3">Moderation</h1>
      <p className="text-ink-2 mt-1 max-w-[64ch]">What people reported. Whoever’s it is reads your reason and may ask for another look once.</p>
      <form method="get" action={PATH} aria-label="Cases" className="mt-5 flex flex-wrap gap-2 items-end">
        <Select label="Status" name="status" className="flex-1 min-w-[140px] max-w-[220px]" defaultValue={input.statuses[0] ?? ''} options={[{ value: '', label: 'Waiting' }, ...Object.entries(CASE_STATUSES).map(([value, label]) => ({ value, label }))]} />
        <Select label="Kind" name="type" className="flex-1 min-w-[140px] max-w-[220px]" defaultValue={input.types[0] ?? ''} options={[{ value: '', label: 'Any' }, ...Object.entries(SUBJECT_TYPES).map(([value, label]) => ({ value, label }))]} />
        <button type="submit" className="btn btn-line">Show</button>
      </form>
      {items.length === 0 ? (
        <div className="mt-8">{isFiltered
          ? <EmptyState title="No case fits" slug="admin-moderation" action={<LinkButton href={PATH}>Show what waits</LinkButton>}>Try another status or kind.</EmptyState>
          : <EmptyState title="Nothing waits" slug="admin-moderation">When somebody reports a review, a message or a product, it appears here.</EmptyState>}</div>
      ) : (
        <>
          <Table caption="Cases" columns={COLUMNS} rows={items} rowKey={({ id }) => id} hover className="mt-6" />
          <div className="mt-8"><ListPages count={items.length} one="case" href={listAddress(PATH, filters)} cursor={input.cursor} nextCursor={nextCursor} /></div>
        </>
      )}
    </AdminFrame>
  );
}
