import type { ActivePoint } from '@/shared/contracts/platform-stats';
import { BarChart } from '@/ui/bar-chart';
import { formatCount, formatDate, formatPlural } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';

const COLUMNS: TableColumn<ActivePoint>[] = [
  { key: 'day', header: 'Day', fold: 'lead', cell: ({ day }) => formatDate(day) },
  { key: 'customers', header: 'Customers', right: true, fold: 'end', cell: ({ customers }) => formatCount(customers) },
];

/** How many different customers called on each day. */
export function ActiveChart({ days }: { days: ActivePoint[] }) {
  // A week fits a phone whole.
  const phoneFrom = days.length > 7 ? Math.floor(days.length / 2) : 0;
  const most = days.reduce((best, day) => (day.customers > best.customers ? day : best), days[0] ?? { day: '', customers: 0 });
  if (most.customers === 0) return <p className="text-ink-2">Nobody called in these days.</p>;
  const sentence = `At most ${formatPlural(most.customers, 'customer')} on one day, ${formatDate(most.day)}.`;
  const name = (index: number) => formatDate(days[index]?.day ?? '');
  return (
    <BarChart bars={days.map(({ day, customers }) => ({ key: day, value: customers }))} sentence={sentence} phoneFrom={phoneFrom} ends={{ first: name(0), phoneFirst: name(phoneFrom), last: name(days.length - 1) }}
      table={<Table caption="Customers who called, by day" columns={COLUMNS} rows={days.toReversed()} rowKey={({ day }) => day} />} />
  );
}
