import type { Metadata } from 'next';
import { first, type Params } from '@/app/address';
import { requireAdmin } from '@/app/require-viewer';
import { ListExperimentsInput, type ExperimentView } from '@/shared/contracts/experiments';
import { Chip } from '@/ui/chip';
import { formatCount, formatDate } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { AdminFrame } from '../admin-frame';
import { Section } from '../panel';
import { NewExperiment } from './new-experiment';
import { STATUS_WORDS, STRATEGY_NAMES } from './strategy-words';

export const metadata: Metadata = { title: 'Experiments' };

const COLUMNS: TableColumn<ExperimentView>[] = [
  { key: 'name', header: 'Experiment', fold: 'lead', cell: ({ id, name }) => <a className="link font-medium" href={`/admin/experiments/${id}`}>{name}</a> },
  { key: 'arms', header: 'Rankings', fold: 'note', cell: ({ arms }) => arms.map(({ strategy }) => STRATEGY_NAMES[strategy]).join(', ') },
  { key: 'status', header: 'State', fold: 'end', cell: ({ status }) => <Chip tone={status === 'running' ? 'ok' : 'mute'}>{STATUS_WORDS[status]}</Chip> },
  { key: 'since', header: 'Since', fold: 'note-end', right: true, cell: ({ createdAt, startedAt, stoppedAt }) => formatDate(stoppedAt ?? startedAt ?? createdAt) },
  { key: 'subjects', header: 'Took part', fold: 'hide', right: true, cell: ({ subjects }) => formatCount(subjects) },
];

/** Rankings of recommendations tried beside each other: those that ran, the one that runs, and a new one. */
export default async function ExperimentsPage({ searchParams }: { searchParams: Promise<Params<'after'>> }) {
  const { api } = await requireAdmin('/admin/experiments');
  const input = ListExperimentsInput.safeParse({ cursor: first((await searchParams).after) }).data ?? ListExperimentsInput.parse({});
  const { items, nextCursor } = await api.admin.listExperiments(input);
  return (
    <AdminFrame current="/admin/experiments">
      <h1 className="d3">Experiments</h1>
      <p className="text-ink-2 mt-1 max-w-[64ch]">Which ranking of recommendations people follow. Who is in which arm is decided by who they are, so it stays the same from visit to visit; one experiment runs at a time.</p>
      <Section id="all" title="All of them">
        {items.length === 0 && input.cursor === undefined ? <EmptyState title="No experiments yet" slug="experiments">Until one runs, everybody is shown rules with what was learned mixed in.</EmptyState> : (
          <>
            <Table caption="Experiments, the newest first" columns={COLUMNS} rows={items} rowKey={({ id }) => id} />
            <div className="mt-8"><ListPages count={items.length} one="experiment" href="/admin/experiments" cursor={input.cursor} nextCursor={nextCursor} /></div>
          </>
        )}
      </Section>
      <Section id="new" title="A new one"><NewExperiment /></Section>
    </AdminFrame>
  );
}
