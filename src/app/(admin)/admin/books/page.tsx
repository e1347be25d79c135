import { Check, CircleAlert } from 'lucide-react';
import type { Metadata } from 'next';
import { requireAdmin } from '@/app/require-viewer';
import type { BooksRunView, BooksTotal, RuleVerdict } from '@/shared/contracts/admin-books';
import { Chip } from '@/ui/chip';
import { formatCount, formatDateTime, formatMoney, formatPlural } from '@/ui/format';
import { EmptyState } from '@/ui/states';
import { Table, type TableColumn } from '@/ui/table';
import { ActButton } from '../act-button';
import { AdminFrame } from '../admin-frame';
import { Bars } from '../bars';
import { Section } from '../panel';
import { RefreshWhile } from '@/app/refresh-while';

export const metadata: Metadata = { title: 'Books' };

const TOTALS: TableColumn<BooksTotal>[] = [
  { key: 'currency', header: 'Currency', fold: 'lead', cell: ({ currency }) => currency.toUpperCase() },
  { key: 'charged', header: 'Charged', fold: 'end', right: true, cell: ({ currency, chargedMinor }) => formatMoney(chargedMinor, currency) },
  { key: 'refunded', header: 'Given back', fold: 'hide', right: true, cell: ({ currency, refundedMinor }) => formatMoney(refundedMinor, currency) },
  { key: 'fees', header: 'Fees', fold: 'hide', right: true, cell: ({ currency, feesMinor }) => formatMoney(feesMinor, currency) },
  { key: 'payable', header: 'Owed to sellers', fold: 'note', right: true, cell: ({ currency, payableMinor }) => <><span className="lg:hidden">Owed to sellers </span>{formatMoney(payableMinor, currency)}</> },
  { key: 'credit', header: 'Owed to buyers', fold: 'hide', right: true, cell: ({ currency, creditMinor }) => formatMoney(creditMinor, currency) },
  { key: 'paid', header: 'Paid out', fold: 'note-end', right: true, cell: ({ currency, paidOutMinor }) => <><span className="lg:hidden">Paid out </span>{formatMoney(paidOutMinor, currency)}</> },
];

const seconds = ({ startedAt, finishedAt }: BooksRunView) => `${((new Date(finishedAt).getTime() - new Date(startedAt).getTime()) / 1000).toFixed(1)} s`;
const RUNS: TableColumn<BooksRunView>[] = [
  { key: 'at', header: 'Checked', fold: 'lead', cell: ({ startedAt }) => <span className="whitespace-nowrap">{formatDateTime(startedAt)}</span> },
  { key: 'by', header: 'Asked for by', fold: 'note', cell: ({ requestedBy }) => requestedBy ?? 'the clock' },
  { key: 'took', header: 'Took', fold: 'hide', right: true, cell: (run) => seconds(run) },
  { key: 'rules', header: 'Rules', fold: 'note-end', right: true, cell: ({ rules }) => <>{rules.length}<span className="lg:hidden"> rules</span></> },
  { key: 'verdict', header: 'Verdict', fold: 'end', right: true, cell: ({ violations }) => (violations === 0 ? <Chip tone="ok" icon={Check}>Holds</Chip> : <Chip tone="danger" icon={CircleAlert}>{formatPlural(violations, 'violation')}</Chip>) },
];

/** One rule: what it says, and what breaks it. */
function Rule({ rule, statement, count, violations }: RuleVerdict) {
  return (
    <li className="py-3 text-[15px]">
      <div className="flex items-start gap-3">
        {count === 0 ? <Check className="ic mt-0.5 text-ok" aria-label="Holds" /> : <CircleAlert className="ic mt-0.5 text-danger" aria-label="Broken" />}
        <p className="flex-1 text-pretty max-w-[72ch]">{statement}<span className="mono block text-[13px] text-ink-3">{rule}</span></p>
        {count > 0 && <span className="font-semibold tabular-nums">{formatCount(count)}</span>}
      </div>
      {violations.length > 0 && (
        <ul className="mt-2 ml-[30px] text-sm text-ink-2 grid gap-1">
          {violations.map(({ subject, found }) => <li key={`${subject}${found}`} className="break-words"><span className="mono">{subject}</span>: {found}</li>)}
          {count > violations.length && <li>and {formatCount(count - violations.length)} more</li>}
        </ul>
      )}
    </li>
  );
}

/** The last verdict on the books, what they sum up to, and earlier verdicts. */
export default async function BooksPage() {
  const { api } = await requireAdmin('/admin/books');
  const { runs, totals, days, isRunning } = await api.admin.books();
  const [last] = runs;
  const known = days.filter(({ violations }) => violations !== null);
  const broken = known.filter(({ violations }) => violations !== 0).length;
  return (
    <AdminFrame current="/admin/books">
      {isRunning && <RefreshWhile />}
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="d3">Books</h1>
          <p className="text-ink-2 mt-1 max-w-[64ch]" role="status">{isRunning ? 'A check is under way.' : last ? `Checked ${formatDateTime(last.startedAt)}: ${last.violations === 0 ? `all ${last.rules.length} rules hold.` : `${formatPlural(last.violations, 'violation')}. Nothing was changed.`}` : 'Not checked yet. The clock does it every night at 02:37.'}</p>
        </div>
        <ActButton act={{ verb: 'checkBooks' }} tone="ink" size="m">Check now</ActButton>
      </div>
      <Section id="totals" title="Sums of the ledger">
        {totals.length === 0 ? <p className="text-ink-2">Nothing was posted yet.</p> : <Table caption="Sums of the ledger" columns={TOTALS} rows={totals} rowKey={({ currency }) => currency} />}
      </Section>
      <Section id="rules" title="Rules" note={last && `As of ${formatDateTime(last.startedAt)}.`}>
        {last ? <ul className="ruled">{[...last.rules].sort((a, b) => b.count - a.count).map((rule) => <Rule key={rule.rule} {...rule} />)}</ul>
          : <EmptyState title="No verdict yet" slug="admin-books">Every rule is one SQL statement that finds what breaks it. The check changes nothing.</EmptyState>}
      </Section>
      <Section id="days" title="Thirty days" note={known.length === 0 ? 'No day has a verdict yet.' : broken === 0 ? 'Every verdict was clean.' : `${formatPlural(broken, 'day')} with violations.`}>
        <Bars bars={days.map(({ day, violations }) => ({ day, value: violations }))} isAlarm sentence={`Violations of the books per day for thirty days: ${formatPlural(known.length, 'day')} checked, ${broken} with violations.`} />
      </Section>
      {runs.length > 0 && <Section id="runs" title="Verdicts"><Table caption="Verdicts" columns={RUNS} rows={runs} rowKey={({ id }) => id} /></Section>}
    </AdminFrame>
  );
}
