import type { ReviewPage } from '@/shared/contracts/reviews';
import { formatPlural } from '@/ui/format';
import { Stars } from '@/ui/stars';
import { OwnReview } from './own-review';
import { ReviewList } from './review-list';

/** What buyers say of a product: the mean, how many gave what, the newest, and the viewer's own. */
export function Reviews({ product, page }: { product: { id: string; title: string }; page: ReviewPage }) {
  const { count, sum } = page.summary;
  return (
    <section id="reviews" aria-labelledby="reviews-title" className="mt-20 lg:mt-28 scroll-mt-6">
      <h2 id="reviews-title" className="d3">Reviews</h2>
      <div className="grid lg:grid-cols-[320px_minmax(0,1fr)] gap-x-16 gap-y-8 mt-5">
        <div className="min-w-0">
          {count === 0 ? <p className="text-ink-2">Nobody has reviewed this yet. Whoever bought it can be the first.</p> : (
            <p className="flex items-center gap-3"><span className="d2 font-semibold">{(sum / count).toFixed(1)}</span><span><Stars rating={sum / count} /><span className="block text-sm text-ink-2">of 5, by {formatPlural(count, 'buyer')}</span></span></p>
          )}
          <OwnReview productId={product.id} title={product.title} />
        </div>
        {count > 0 && <ReviewList productId={product.id} first={page} />}
      </div>
    </section>
  );
}
