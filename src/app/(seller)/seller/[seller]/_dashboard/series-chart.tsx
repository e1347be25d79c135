import type { SellerPoint, SellerSeries } from '@/shared/contracts/seller-stats';
import { BarChart } from '@/ui/bar-chart';
import { formatCount, formatDate, formatMoney, formatPlural } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';

export interface SeriesChartProps {
  series: SellerSeries;
  currency: string;
  what: 'views' | 'netMinor';
}

const sumOf = (points: SellerPoint[], pick: (point: SellerPoint) => number) => points.reduce((sum, point) => sum + pick(point), 0);

/** Views or earnings over time. A step that lost money is drawn as nothing; the table has the number. */
export function SeriesChart({ series: { step, points }, currency, what }: SeriesChartProps) {
  const word = step === 'week' ? 'week from' : 'day';
  const total = sumOf(points, (point) => point[what]);
  const best = points.reduce<SellerPoint | undefined>((most, point) => (most === undefined || point[what] > most[what] ? point : most), undefined);
  const say = (value: number) => (what === 'views' ? formatPlural(value, 'view') : formatMoney(value, currency));
  const sentence = best === undefined || best[what] <= 0 ? (what === 'views' ? 'Nobody looked in these days.' : 'Nothing was earned in these days.') : `${say(total)} in all; the best ${word} was ${formatDate(best.day)} with ${say(best[what])}.`;
  // A week fits a phone whole.
  const phoneFrom = points.length > 7 ? Math.floor(points.length / 2) : 0;
  const name = (index: number) => formatDate(points[index]?.day ?? 0);
  const columns: TableColumn<SellerPoint>[] = [
    { key: 'day', header: step === 'week' ? 'Week from' : 'Day', fold: 'lead', cell: ({ day }) => formatDate(day) },
    { key: 'views', header: 'Views', right: true, fold: 'note', cell: ({ views }) => formatPlural(views, 'view') },
    { key: 'orders', header: 'Orders', right: true, fold: 'note-end', cell: ({ orders }) => formatCount(orders) },
    { key: 'net', header: 'Earned', right: true, fold: 'end', cell: ({ netMinor }) => formatMoney(netMinor, currency) },
  ];
  return (
    <BarChart bars={points.map((point) => ({ key: point.day, value: Math.max(0, point[what]) }))} sentence={sentence} phoneFrom={phoneFrom}
      ends={{ first: name(0), phoneFirst: name(phoneFrom), last: name(points.length - 1) }}
      table={<Table caption={what === 'views' ? 'Views over time' : 'Earnings over time'} columns={columns} rows={points.toReversed()} rowKey={({ day }) => day} />} />
  );
}
