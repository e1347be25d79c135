import clsx from 'clsx';
import type { PayoutWeeks } from '@/shared/contracts/payouts';
import { formatDate, formatMoney } from '@/ui/format';

const HEIGHT = 96;
const STEP = 40;
const WIDTH = 22;
const PHONE_WEEKS = 6;

function Drawing({ weeks, className }: { weeks: PayoutWeeks['weeks']; className: string }) {
  const top = Math.max(1, ...weeks.map(({ amountMinor }) => amountMinor));
  return (
    <svg viewBox={`0 0 ${weeks.length * STEP} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" className={clsx('w-full h-24 block', className)}>
      {weeks.map(({ startsAt, amountMinor }, index) => {
        // A week with nothing is a hairline.
        const height = amountMinor === 0 ? 1 : Math.max(3, Math.round((amountMinor / top) * HEIGHT));
        return <rect key={startsAt} x={index * STEP + (STEP - WIDTH) / 2} y={HEIGHT - height} width={WIDTH} height={height} className={amountMinor === 0 ? 'fill-line-strong' : 'fill-ink'} />;
      })}
    </svg>
  );
}

/** What was paid out in each of twelve weeks; on a phone the last six. */
export function WeeksChart({ currency, weeks }: PayoutWeeks) {
  const short = weeks.slice(-PHONE_WEEKS);
  const best = weeks.reduce((most, week) => (week.amountMinor > most.amountMinor ? week : most), weeks[0] ?? { startsAt: '', amountMinor: 0 });
  const sum = weeks.reduce((total, week) => total + week.amountMinor, 0);
  const sentence = `Paid out in the last ${weeks.length} weeks: ${formatMoney(sum, currency)}, most of it in the week of ${formatDate(best.startsAt)} with ${formatMoney(best.amountMinor, currency)}.`;
  return (
    <figure role="img" aria-label={sentence}>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm text-ink-2 mb-3" aria-hidden="true">
        <span>{formatMoney(sum, currency)} in {weeks.length} weeks</span>
        <span>Most: {formatMoney(best.amountMinor, currency)}, week of {formatDate(best.startsAt)}</span>
      </p>
      <Drawing weeks={weeks} className="max-sm:hidden" />
      <Drawing weeks={short} className="sm:hidden" />
      <p className="flex justify-between text-[13px] text-ink-3 border-t border-line pt-1" aria-hidden="true">
        <span className="max-sm:hidden">{weeks[0] && formatDate(weeks[0].startsAt)}</span>
        <span className="sm:hidden">{short[0] && formatDate(short[0].startsAt)}</span>
        <span>This week</span>
      </p>
    </figure>
  );
}
