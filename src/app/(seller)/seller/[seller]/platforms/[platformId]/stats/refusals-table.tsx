import type { PlatformStats, RefusedOutcome } from '@/shared/contracts/platform-stats';
import { formatCount } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';

type Refusal = PlatformStats['refusals'][number];

const WORDS: Record<RefusedOutcome, { says: string; helps: string }> = {
  refused: { says: 'The limit of the period was reached', helps: 'The customer waits for the next period, or takes a bigger tier.' },
  rate_limited: { says: 'Too many calls in a minute', helps: 'The caller waits as long as the answer says.' },
  payment_required: { says: 'The customer’s payment failed', helps: 'Calls go on once it is paid.' },
  account_refused: { says: 'Your own plan is used up', helps: 'Take a bigger plan.' },
  account_unpaid: { says: 'Your own plan is unpaid', helps: 'Pay what is open, and calls go on.' },
  too_many_customers: { says: 'Too many new customers in a minute', helps: 'The caller waits as long as the answer says.' },
  conflict: { says: 'A request id was used for something else', helps: 'Give each call an id of its own.' },
  unknown_meter: { says: 'A meter the platform does not have', helps: 'Add it in the settings, or correct the call.' },
};

const COLUMNS: TableColumn<Refusal>[] = [
  { key: 'why', header: 'Reason', fold: 'lead', cell: ({ outcome }) => <span><span className="block">{WORDS[outcome].says}</span><span className="text-sm text-ink-2">{WORDS[outcome].helps}</span></span> },
  { key: 'code', header: 'Code', fold: 'hide', cell: ({ outcome }) => <span className="mono text-sm text-ink-2">{outcome}</span> },
  { key: 'count', header: 'Calls', right: true, fold: 'end', cell: ({ count }) => formatCount(count) },
];

/** Why calls were refused, most first. */
export function RefusalsTable({ rows }: { rows: Refusal[] }) {
  if (rows.length === 0) return <p className="text-ink-2">No call was refused.</p>;
  return <Table caption="Refused calls by reason" columns={COLUMNS} rows={rows} rowKey={({ outcome }) => outcome} />;
}
