import clsx from 'clsx';
import { Star } from 'lucide-react';

/** What a rating is, in sight: five stars of which as many are filled, halves rounded. Say the number beside it; a screen reader passes the stars by. */
export function Stars({ rating, className }: { rating: number; className?: string }) {
  return (
    <span className={clsx('inline-flex gap-px align-[-2px]', className)} aria-hidden="true">
      {[1, 2, 3, 4, 5].map((n) => <Star key={n} className={clsx('size-4', n <= Math.round(rating) ? 'fill-current' : 'text-ink-3')} strokeWidth={1.5} />)}
    </span>
  );
}

/** The mean of all ratings in a few letters: a star, "4.6", and how many there are. */
export function RatingMark({ count, sum, className }: { count: number; sum: number; className?: string }) {
  const mean = (sum / count).toFixed(1);
  return (
    <span className={clsx('inline-flex items-center gap-1 whitespace-nowrap', className)}>
      <Star className="size-3.5 fill-current" strokeWidth={1.5} aria-hidden="true" />
      <span className="sr-only">Rated {mean} of 5 by {count}</span>
      <span aria-hidden="true">{mean} <span className="text-ink-2">({count})</span></span>
    </span>
  );
}
