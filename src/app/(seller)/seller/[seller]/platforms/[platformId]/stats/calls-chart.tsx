import type { StatsPoint } from '@/shared/contracts/platform-stats';
import { BarChart } from '@/ui/bar-chart';
import { formatCount, formatDate, formatDateTime, formatPlural } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';

/** Calls over time, with those a limit refused on top. */
export function CallsChart({ step, points }: { step: 'hour' | 'day'; points: StatsPoint[] }) {
  const name = step === 'hour' ? formatDateTime : formatDate;
  const phoneFrom = Math.floor(points.length / 2);
  const [first, phoneFirst, last] = [points[0], points[phoneFrom], points.at(-1)];
  const most = points.reduce<StatsPoint | undefined>((best, point) => (best === undefined || point.calls > best.calls ? point : best), undefined);
  const total = points.reduce((sum, { calls }) => sum + calls, 0);
  const hits = points.reduce((sum, { limitHits }) => sum + limitHits, 0);
  if (points.every(({ calls, limitHits, errors }) => calls + limitHits + errors === 0)) return <p className="text-ink-2">No calls were counted in these days.</p>;
  const sentence = total === 0 ? `No call was counted; ${formatCount(hits)} refused by a limit.` : `${formatPlural(total, 'call')} counted, most of them on ${most === undefined ? '' : name(most.startsAt)} with ${formatCount(most?.calls ?? 0)}; ${formatCount(hits)} refused by a limit.`;
  const columns: TableColumn<StatsPoint>[] = [
    { key: 'at', header: step === 'hour' ? 'Hour' : 'Day', fold: 'lead', cell: ({ startsAt }) => name(startsAt) },
    { key: 'calls', header: 'Calls', right: true, fold: 'end', cell: ({ calls }) => formatCount(calls) },
    { key: 'units', header: 'Units', right: true, fold: 'hide', cell: ({ units }) => formatCount(units) },
    { key: 'hits', header: 'Limit hits', right: true, fold: 'note', cell: ({ limitHits }) => (limitHits === 0 ? '' : formatPlural(limitHits, 'limit hit')) },
    { key: 'errors', header: 'Other refusals', right: true, fold: 'note-end', cell: ({ errors }) => (errors === 0 ? '' : formatPlural(errors, 'refusal')) },
  ];
  return (
    <BarChart bars={points.map(({ startsAt, calls, limitHits }) => ({ key: startsAt, value: calls, bad: limitHits }))} sentence={sentence} phoneFrom={phoneFrom}
      ends={{ first: first ? name(first.startsAt) : '', phoneFirst: phoneFirst ? name(phoneFirst.startsAt) : '', last: last ? name(last.startsAt) : '' }}
      table={<Table caption="Calls over time" columns={columns} rows={points.toReversed()} rowKey={({ startsAt }) => startsAt} />} />
  );
}
