import type { TierRevenue } from '@/shared/contracts/platform-stats';
import { formatMoney, formatPlural } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';

const COLUMNS: TableColumn<TierRevenue>[] = [
  { key: 'tier', header: 'Tier', fold: 'lead', cell: ({ tierName }) => <span className="font-semibold">{tierName}</span> },
  { key: 'customers', header: 'Customers', right: true, fold: 'note', cell: ({ customers }) => formatPlural(customers, 'customer') },
  { key: 'price', header: 'Price', right: true, fold: 'note-end', cell: ({ amountMinor, currency, interval }) => `${formatMoney(amountMinor, currency)} a ${interval}` },
  { key: 'total', header: 'Together', right: true, fold: 'end', cell: ({ totalMinor, currency, interval }) => `${formatMoney(totalMinor, currency)} a ${interval}` },
];

/** By tier, and the sum of each currency and interval where it is not one tier's alone. */
export function RevenueTable({ rows }: { rows: TierRevenue[] }) {
  if (rows.length === 0) return <p className="text-ink-2">Nobody pays for a tier yet.</p>;
  const sums = new Map<string, { currency: string; interval: string; minor: number; tiers: number }>();
  for (const { currency, interval, totalMinor } of rows) {
    const known = sums.get(`${currency} ${interval}`) ?? { currency, interval, minor: 0, tiers: 0 };
    sums.set(`${currency} ${interval}`, { ...known, minor: known.minor + totalMinor, tiers: known.tiers + 1 });
  }
  return (
    <>
      <Table caption="Revenue by tier" columns={COLUMNS} rows={rows} rowKey={({ tier }) => tier} />
      <p className="mt-3 font-semibold tabular-nums lg:text-right">{[...sums.values()].map(({ currency, interval, minor }) => `${formatMoney(minor, currency)} a ${interval}`).join(', and ')}</p>
    </>
  );
}
