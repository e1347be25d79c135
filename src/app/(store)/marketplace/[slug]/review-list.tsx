'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { Review, ReviewPage } from '@/shared/contracts/reviews';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { formatPlural } from '@/ui/format';
import { ReportReview } from './report-review';
import { ReviewView } from '@/app/_reviews/review-view';

/** Chooses reviews by their stars; says how many have each. */
function ByStars({ stars, chosen, onChoose }: { stars: readonly number[]; chosen: number | null; onChoose: (stars: number | null) => void }) {
  return (
    <div role="group" aria-label="Show by stars" className="flex flex-wrap gap-2">
      {[5, 4, 3, 2, 1].map((n) => (
        <button key={n} type="button" aria-pressed={chosen === n} disabled={!stars[n - 1]} onClick={() => onChoose(chosen === n ? null : n)}
          className="btn btn-line btn-s aria-pressed:bg-ink aria-pressed:text-canvas disabled:opacity-60">
          {formatPlural(n, 'star')} <span className="font-normal">{stars[n - 1]}</span>
        </button>
      ))}
    </div>
  );
}

/** The newest reviews, and more of them when asked. */
export function ReviewList({ productId, first }: { productId: string; first: ReviewPage }) {
  const [chosen, choose] = useState<number | null>(null);
  const [shown, setShown] = useState<{ reviews: Review[]; nextCursor: string | null } | null>(null);
  const act = useAct();
  const { reviews, nextCursor } = shown ?? first;
  const load = (stars: number | null, cursor: string | null) => act.run(async () => {
    const page = await api.reviews.list.query({ productId, ...(stars !== null && { stars }), ...(cursor !== null && { cursor }) });
    setShown({ reviews: cursor === null ? page.reviews : [...reviews, ...page.reviews], nextCursor: page.nextCursor });
    return false;
  });
  const chooseStars = (stars: number | null) => {
    choose(stars);
    if (stars === null) setShown(null);
    else void load(stars, null);
  };
  return (
    <div className="min-w-0">
      {first.summary.stars.filter((n) => n > 0).length > 1 && <div className="mb-5"><ByStars stars={first.summary.stars} chosen={chosen} onChoose={chooseStars} /></div>}
      <ul className="ruled border-t border-ink" aria-busy={act.busy}>
        {reviews.map((review) => <li key={review.id} className="py-6"><ReviewView review={review}><ReportReview reviewId={review.id} /></ReviewView></li>)}
      </ul>
      {act.problem && <p className="fault mt-3" role="alert">{act.problem.message}</p>}
      {nextCursor && <Button className="mt-5" busy={act.busy} onClick={() => void load(chosen, nextCursor)}>More reviews</Button>}
    </div>
  );
}
