import { formatCount, formatPlural } from '@/ui/format';
import type { TableColumn } from '@/ui/table';
import { formatMicros } from './format-micros';

export interface CostSums {
  runs: number;
  estimatedRuns: number;
  inputTokens: number;
  outputTokens: number;
  costMicros: number;
}

/** Runs, tokens and cost of whatever a row is. */
export const SUM_COLUMNS: readonly TableColumn<CostSums>[] = [
  { key: 'runs', header: 'Runs', right: true, fold: 'note', cell: ({ runs, estimatedRuns }) => <>{formatPlural(runs, 'run')}{estimatedRuns > 0 && <span className="block text-[13px] text-ink-3">{formatCount(estimatedRuns)} counted by us</span>}</> },
  { key: 'input', header: 'Tokens in', right: true, fold: 'hide', cell: ({ inputTokens }) => formatCount(inputTokens) },
  { key: 'output', header: 'Tokens out', right: true, fold: 'hide', cell: ({ outputTokens }) => formatCount(outputTokens) },
  { key: 'cost', header: 'Cost', right: true, fold: 'end', cell: ({ costMicros }) => formatMicros(costMicros) },
];
