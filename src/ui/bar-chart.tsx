import clsx from 'clsx';
import type { ReactNode } from 'react';

export interface ChartBar {
  key: string;
  value: number;
  /** On top of it, in the colour of what went wrong. */
  bad?: number;
}

const HEIGHT = 96;
const STEP = 12;
const WIDTH = 8;
/** What is not nothing is seen. */
const LEAST = 3;

const tall = (value: number, top: number) => (value === 0 ? 0 : Math.max(LEAST, Math.round((value / top) * HEIGHT)));

function Drawing({ bars, top, className }: { bars: readonly ChartBar[]; top: number; className: string }) {
  return (
    <svg viewBox={`0 0 ${bars.length * STEP} ${HEIGHT + LEAST}`} preserveAspectRatio="none" aria-hidden="true" className={clsx('w-full h-24 block', className)}>
      {bars.map(({ key, value, bad = 0 }, index) => {
        const [good, wrong] = [tall(value, top), tall(bad, top)];
        const x = index * STEP + (STEP - WIDTH) / 2;
        if (good + wrong === 0) return <rect key={key} x={x} y={HEIGHT + LEAST - 1} width={WIDTH} height={1} className="fill-line-strong" />;
        return (
          <g key={key}>
            <rect x={x} y={HEIGHT + LEAST - good} width={WIDTH} height={good} className="fill-ink" />
            <rect x={x} y={Math.max(0, HEIGHT + LEAST - good - wrong)} width={WIDTH} height={wrong} className="fill-danger" />
          </g>
        );
      })}
    </svg>
  );
}

export interface BarChartProps {
  bars: readonly ChartBar[];
  /** What the bars say, in words: read by all. */
  sentence: string;
  /** What stands under the first bar, under the first of a phone's, and under the last. */
  ends: { first: string; phoneFirst: string; last: string };
  /** Where on a phone the bars begin. */
  phoneFrom: number;
  /** The same as a table, for those who want each number. */
  table: ReactNode;
}

/** One number per hour or day as bars; on a phone the last of them. A span with nothing is a hairline. */
export function BarChart({ bars, sentence, ends, phoneFrom, table }: BarChartProps) {
  const top = Math.max(1, ...bars.map(({ value, bad = 0 }) => value + bad));
  return (
    <div>
      <p className="text-sm text-ink-2 mb-3" aria-hidden="true">{sentence}</p>
      <figure role="img" aria-label={sentence}>
        <Drawing bars={bars} top={top} className="max-sm:hidden" />
        <Drawing bars={bars.slice(phoneFrom)} top={top} className="sm:hidden" />
        <p className="flex justify-between text-[13px] text-ink-3 border-t border-line pt-1" aria-hidden="true">
          <span className="max-sm:hidden">{ends.first}</span>
          <span className="sm:hidden">{ends.phoneFirst}</span>
          <span>{ends.last}</span>
        </p>
      </figure>
      <details className="mt-1">
        <summary className="tap link text-sm text-ink-2 w-fit cursor-pointer">As a table</summary>
        <div className="mt-2 max-h-[420px] overflow-y-auto" tabIndex={0} role="region" aria-label="Each number">{table}</div>
      </details>
    </div>
  );
}
