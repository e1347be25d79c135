import type { PromptCostDay } from '@/shared/contracts/prompt-costs';
import { formatCount } from '@/ui/format';
import { formatMicros } from './format-micros';

export interface CostFiguresProps {
  days: readonly PromptCostDay[];
  /** One more, beside what the days sum to. */
  last: { name: string; value: string; note: string };
}

/** What a span of days sums to. */
export function CostFigures({ days, last }: CostFiguresProps) {
  const sum = (pick: (day: PromptCostDay) => number) => days.reduce((all, day) => all + pick(day), 0);
  const [runs, costMicros] = [sum((day) => day.runs), sum((day) => day.costMicros)];
  const figures = [
    { name: 'Runs', value: formatCount(runs), note: 'Before buying and after' },
    { name: 'Tokens', value: formatCount(sum((day) => day.tokens)), note: 'What was sent and what was answered' },
    { name: 'Cost', value: formatMicros(costMicros), note: runs === 0 ? 'The shop pays it' : `${formatMicros(Math.round(costMicros / runs))} a run; the shop pays it` },
    last,
  ];
  return (
    <dl className="mt-6 grid grid-cols-2 lg:grid-cols-4 border-t border-ink">
      {figures.map(({ name, value, note }) => (
        <div key={name} className="border-b border-line py-3 pr-4"><dt className="lab">{name}</dt><dd><span className="block text-[22px] leading-7 font-semibold tabular-nums tracking-[-0.014em] mt-1">{value}</span><span className="block text-[13px] text-ink-3">{note}</span></dd></div>
      ))}
    </dl>
  );
}
