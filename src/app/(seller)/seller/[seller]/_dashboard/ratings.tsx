import type { RatingStats } from '@/shared/contracts/seller-stats';
import { formatCount, formatPlural } from '@/ui/format';

/** How many reviews of the span gave how many stars. */
export function Ratings({ ratings: { stars, rating, reviews } }: { ratings: RatingStats }) {
  if (reviews === 0) return <p className="text-ink-2">Nobody has reviewed anything yet.</p>;
  const most = Math.max(1, ...stars);
  return (
    <div className="max-w-[520px]">
      <p className="text-[15px] text-ink-2">{rating === null ? '' : `${rating.toFixed(1)} of 5 in all, by ${formatPlural(reviews, 'review')}.`}</p>
      <ul className="mt-3">
        {stars.map((count, index) => ({ count, value: index + 1 })).toReversed().map(({ count, value }) => (
          <li key={value} className="grid grid-cols-[64px_minmax(0,1fr)_40px] items-center gap-3 py-1 text-sm">
            <span>{formatPlural(value, 'star')}</span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" className="w-full h-2 bg-sunken" aria-hidden="true"><rect width={(count / most) * 100} height={8} className="fill-ink" /></svg>
            <span className="text-right tabular-nums">{formatCount(count)}<span className="sr-only"> of these days</span></span>
          </li>
        ))}
      </ul>
    </div>
  );
}
