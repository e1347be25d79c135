import type { TopCustomer } from '@/shared/contracts/platform-stats';
import { formatCount } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';

const COLUMNS: TableColumn<TopCustomer>[] = [
  { key: 'who', header: 'Customer', fold: 'lead', cell: ({ externalId, name }) => <span><span className="mono font-semibold break-all block">{externalId}</span>{name !== null && <span className="text-sm text-ink-2 break-words">{name}</span>}</span> },
  { key: 'tier', header: 'Tier', fold: 'note', cell: ({ tierName }) => tierName },
  { key: 'units', header: 'Units', right: true, fold: 'hide', cell: ({ units }) => formatCount(units) },
  { key: 'calls', header: 'Calls', right: true, fold: 'end', cell: ({ calls }) => formatCount(calls) },
];

/** Who called most. */
export function TopCustomersTable({ rows }: { rows: TopCustomer[] }) {
  if (rows.length === 0) return <p className="text-ink-2">Nobody called in these days.</p>;
  return <Table caption="Customers with most calls" columns={COLUMNS} rows={rows} rowKey={({ externalId }) => externalId} />;
}
