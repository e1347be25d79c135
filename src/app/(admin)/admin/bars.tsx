import clsx from 'clsx';
import { formatDate } from '@/ui/format';

export interface Bar {
  /** The day, as in 2026-11-20. */
  day: string;
  /** Null: nothing is known of it. */
  value: number | null;
}

const HEIGHT = 72;
const STEP = 12;
const WIDTH = 8;

function Drawing({ bars, isAlarm, className }: { bars: readonly Bar[]; isAlarm: boolean; className: string }) {
  const top = Math.max(1, ...bars.map(({ value }) => value ?? 0));
  return (
    <svg viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" className={clsx('w-full h-[72px] block', className)}>
      {bars.map(({ day, value }, index) => {
        // A day with nothing is a hairline, a day without word is left blank.
        const height = value === null ? 0 : value === 0 ? 1 : Math.max(3, Math.round((value / top) * HEIGHT));
        return <rect key={day} x={index * STEP + (STEP - WIDTH) / 2} y={HEIGHT - height} width={WIDTH} height={height} className={value === 0 ? 'fill-line-strong' : isAlarm ? 'fill-danger' : 'fill-ink'} />;
      })}
    </svg>
  );
}

/** One number per day as bars; on a phone the last half of them. `sentence` says what a reader would see. */
export function Bars({ bars, sentence, isAlarm = false }: { bars: readonly Bar[]; sentence: string; isAlarm?: boolean }) {
  const half = bars.slice(Math.floor(bars.length / 2));
  const last = bars.at(-1);
  return (
    <figure role="img" aria-label={sentence}>
      <Drawing bars={bars} isAlarm={isAlarm} className="max-sm:hidden" />
      <Drawing bars={half} isAlarm={isAlarm} className="sm:hidden" />
      <p className="flex justify-between text-[13px] text-ink-3 border-t border-line pt-1" aria-hidden="true">
        <span className="max-sm:hidden">{bars[0] && formatDate(bars[0].day)}</span>
        <span className="sm:hidden">{half[0] && formatDate(half[0].day)}</span>
        <span>{last && formatDate(last.day)}</span>
      </p>
    </figure>
  );
}
