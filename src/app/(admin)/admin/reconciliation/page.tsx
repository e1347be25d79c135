import { Check, CircleAlert } from 'lucide-react';
import type { Metadata } from 'next';
import { first, type Params } from '@/app/address';
import { requireAdmin } from '@/app/require-viewer';
import { ListReconciliationsInput, type FindingProblem, type ReconciliationFinding, type ReconciliationRunView } from '@/shared/contracts/admin-reconciliation';
import { Chip } from '@/ui/chip';
import { formatCount, formatDateTime, formatPlural } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { ActButton } from '../act-button';
import { AdminFrame } from '../admin-frame';
import { RefreshWhile } from '@/app/refresh-while';

export const metadata: Metadata = { title: 'Reconciliation' };

const PATH = '/admin/reconciliation';
const PROBLEMS: Record<FindingProblem, string> = {
  no_order: 'Money for an order we do not know',
  unpaid_here: 'Paid at Stripe, not paid here',
  behind: 'Stripe was further than we',
  missing: 'Not in our books',
  amount: 'Another amount than ours',
  paid_twice: 'Paid by another payment than ours',
  other_order: 'In our books for another order',
  not_at_stripe: 'In our books, not at Stripe',
  not_ours: 'Made at Stripe, not by us',
  asked_back: 'More was fetched back than we asked for',
};

const FINDINGS: TableColumn<ReconciliationFinding>[] = [
  { key: 'what', header: 'What', fold: 'lead', cell: ({ kind, stripeId }) => <span className="break-words">{kind} <span className="mono">{stripeId}</span></span> },
  { key: 'problem', header: 'How it differed', fold: 'note', cell: ({ problem }) => PROBLEMS[problem] },
  { key: 'order', header: 'Order', fold: 'note-end', cell: ({ orderId }) => orderId && <a className="link" href={`/admin/orders/${orderId}`}>Open order</a> },
  { key: 'outcome', header: 'Outcome', fold: 'end', right: true, cell: ({ outcome }) => (outcome === 'repaired' ? <Chip tone="ok" icon={Check}>Put right</Chip> : <Chip tone="danger" icon={CircleAlert}>Look at it</Chip>) },
];

function verdictOf({ finishedAt, failure, alarms, repaired }: ReconciliationRunView) {
  if (finishedAt === null) return <Chip>Under way, or cut short</Chip>;
  if (failure !== null) return <Chip tone="warn" icon={CircleAlert}>Broke off</Chip>;
  if (alarms > 0) return <Chip tone="danger" icon={CircleAlert}>{formatPlural(alarms, 'alarm')}</Chip>;
  return <Chip tone="ok" icon={Check}>{repaired === 0 ? 'Agrees' : `${formatCount(repaired)} put right`}</Chip>;
}

/** One run: what it looked at, and what it found. */
function Run({ run, isOpen }: { run: ReconciliationRunView; isOpen: boolean }) {
  const { id, startedAt, since, failure, requestedBy, sessions, refunds, disputes, findings, alarms, repaired } = run;
  return (
    <article aria-labelledby={id} className="py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="font-semibold text-[16px]">{formatDateTime(startedAt)}</h2>
        {verdictOf(run)}
      </div>
      <p className="text-ink-2 text-[15px] mt-1">{formatPlural(sessions, 'session')}, {formatPlural(refunds, 'refund')}, {formatPlural(disputes, 'dispute')} since {formatDateTime(since)}, asked for by {requestedBy ?? 'the clock'}.</p>
      {failure !== null && <p className="text-[15px] mt-1 text-warn break-words">{failure}</p>}
      {findings.length > 0 && (
        <details className="mt-2" open={isOpen}>
          <summary className="cursor-pointer text-[15px] font-medium py-2">{formatPlural(alarms + repaired, 'difference')}{alarms + repaired > findings.length && `, the first ${findings.length}`}</summary>
          <Table caption={`Differences found ${formatDateTime(startedAt)}`} columns={FINDINGS} rows={findings} rowKey={({ stripeId, problem }) => `${stripeId}${problem}`} className="mt-1" />
        </details>
      )}
    </article>
  );
}

/** What Stripe's lists and our books did not agree on, run by run. */
export default async function ReconciliationPage({ searchParams }: { searchParams: Promise<Params<'after'>> }) {
  const { api } = await requireAdmin(PATH);
  const parsed = ListReconciliationsInput.safeParse({ cursor: first((await searchParams).after) });
  const { items, nextCursor, isRunning } = await api.admin.listReconciliations(parsed.success ? parsed.data : {});
  return (
    <AdminFrame current={PATH}>
      {isRunning && <RefreshWhile />}
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="d3">Reconciliation</h1>
          <p className="text-ink-2 mt-1 max-w-[64ch]" role="status">{isRunning ? 'A comparison is under way.' : 'Every night Stripe’s lists are compared with our books. What webhooks missed is put right; what contradicts is left for a person.'}</p>
        </div>
        <ActButton act={{ verb: 'reconcile' }} tone="ink" size="m">Compare now</ActButton>
      </div>
      {items.length === 0
        ? <div className="mt-8"><EmptyState title="Not compared yet" slug="admin-reconciliation">The clock does it every night at 02:07. It changes nothing that Stripe does not say.</EmptyState></div>
        : (
          <>
            <div className="ruled mt-6">{items.map((run, index) => <Run key={run.id} run={run} isOpen={index === 0 || run.alarms > 0} />)}</div>
            <div className="mt-8"><ListPages count={items.length} one="run" href={PATH} cursor={parsed.data?.cursor} nextCursor={nextCursor} /></div>
          </>
        )}
    </AdminFrame>
  );
}
