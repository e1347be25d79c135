import type { PromptCostDay } from '@/shared/contracts/prompt-costs';
import { BarChart } from '@/ui/bar-chart';
import { formatCount, formatDate, formatPlural } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';
import { formatMicros } from './format-micros';

const COLUMNS: TableColumn<PromptCostDay>[] = [
  { key: 'day', header: 'Day', fold: 'lead', cell: ({ day }) => formatDate(day) },
  { key: 'runs', header: 'Runs', right: true, fold: 'note', cell: ({ runs }) => formatPlural(runs, 'run') },
  { key: 'tokens', header: 'Tokens', right: true, fold: 'note-end', cell: ({ tokens }) => formatCount(tokens) },
  { key: 'cost', header: 'Cost', right: true, fold: 'end', cell: ({ costMicros }) => formatMicros(costMicros) },
];

/** What runs of prompts cost on each day. */
export function CostChart({ days }: { days: PromptCostDay[] }) {
  const phoneFrom = days.length > 7 ? Math.floor(days.length / 2) : 0;
  const dearest = days.reduce<PromptCostDay | undefined>((most, day) => (most === undefined || day.costMicros > most.costMicros ? day : most), undefined);
  const sentence = !dearest || dearest.costMicros === 0 ? 'Nothing was paid for runs in these days.' : `At most ${formatMicros(dearest.costMicros)} on one day, ${formatDate(dearest.day)}, for ${formatPlural(dearest.runs, 'run')}.`;
  const name = (index: number) => formatDate(days[index]?.day ?? 0);
  return (
    <BarChart bars={days.map(({ day, costMicros }) => ({ key: day, value: costMicros }))} sentence={sentence} phoneFrom={phoneFrom} ends={{ first: name(0), phoneFirst: name(phoneFrom), last: name(days.length - 1) }}
      table={<Table caption="Costs by day" columns={COLUMNS} rows={days.toReversed()} rowKey={({ day }) => day} />} />
  );
}
