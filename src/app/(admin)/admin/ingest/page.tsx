import type { Metadata } from 'next';
import { first, type Params } from '@/app/address';
import { requireAdmin } from '@/app/require-viewer';
import { ListIngestRunsInput } from '@/shared/contracts/admin-ingest';
import type { IngestRunSummary } from '@/shared/contracts/ingest';
import { Chip } from '@/ui/chip';
import { formatDateTime } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { AdminFrame } from '../admin-frame';
import { IngestPanel } from './ingest-panel';

export const metadata: Metadata = { title: 'Ingest' };

const STATUS = { running: <Chip tone="warn">Under way</Chip>, finished: <Chip tone="ok">Finished</Chip>, failed: <Chip tone="danger">Broke off</Chip> };

const COLUMNS: TableColumn<IngestRunSummary>[] = [
  { key: 'source', header: 'Source', fold: 'lead', cell: ({ id, source }) => <a className="link font-semibold break-words" href={`/admin/ingest/${id}`}>{source}</a> },
  { key: 'seller', header: 'Seller', fold: 'note', cell: ({ sellerSlug, startedAt }) => <>{sellerSlug}<span className="lg:hidden">, {formatDateTime(startedAt)}</span></> },
  { key: 'started', header: 'Started', fold: 'hide', cell: ({ startedAt }) => <span className="whitespace-nowrap">{formatDateTime(startedAt)}</span> },
  { key: 'accepted', header: 'Taken in', fold: 'hide', right: true, cell: ({ accepted }) => accepted },
  { key: 'unchanged', header: 'Unchanged', fold: 'hide', right: true, cell: ({ unchanged }) => unchanged },
  { key: 'refused', header: 'Refused', fold: 'note-end', right: true, cell: ({ accepted, refused }) => <><span className="max-lg:hidden">{refused}</span><span className="lg:hidden">{accepted} taken in, {refused} refused</span></> },
  { key: 'status', header: 'State', fold: 'end', right: true, cell: ({ status }) => STATUS[status] },
];

/** Takes packs in and shows what became of earlier ones. */
export default async function IngestPage({ searchParams }: { searchParams: Promise<Params<'after'>> }) {
  const { api } = await requireAdmin('/admin/ingest');
  const input = ListIngestRunsInput.safeParse({ cursor: first((await searchParams).after) }).data ?? ListIngestRunsInput.parse({});
  const { items, nextCursor } = await api.admin.listIngestRuns(input);
  return (
    <AdminFrame current="/admin/ingest">
      <h1 className="d3">Ingest</h1>
      <p className="text-ink-2 mt-1 max-w-[64ch]">A ZIP of packs, a library.json, a prompts CSV, a notebook or a runbook. The same bytes again change nothing; a published version never changes.</p>
      <IngestPanel />
      <section aria-labelledby="runs" className="mt-12">
        <h2 id="runs" className="d4 mb-3">Earlier runs</h2>
        {items.length === 0 && input.cursor === undefined ? <EmptyState title="Nothing was taken in yet" slug="admin-ingest">Each upload and each run of the command gets its line here, refusals included.</EmptyState> : (
          <>
            <Table caption="Ingest runs" columns={COLUMNS} rows={items} rowKey={({ id }) => id} hover />
            <div className="mt-8"><ListPages count={items.length} one="run" href="/admin/ingest" cursor={input.cursor} nextCursor={nextCursor} /></div>
          </>
        )}
      </section>
    </AdminFrame>
  );
}
