import type { Recommendation } from '@/shared/contracts/discovery';
import { ConfidenceMark } from '@/ui/confidence';
import { ProductCover } from '@/ui/covers/product-cover';
import { ProductPhoto } from '@/ui/product-photo';
import { shelfPrice } from './product-shelf';

/** Things that may interest somebody, ruled: cover, name, price, why, and how sure we are. Every row is as high as the next, so that one list may take the place of another without moving the page. */
export function RecommendationList({ items, place }: { items: readonly Recommendation[]; place: 'home' | 'related' | 'recommendation' }) {
  return (
    <ul className="grid sm:grid-cols-2 xl:grid-cols-3 gap-x-8 border-t border-ink">
      {items.map((item) => (
        <li key={item.id} className="min-w-0 border-b border-line" data-product={item.id} data-place={place} data-recommendation={item.recommendationId}>
          <a href={`/marketplace/${item.slug}`} className="group grid grid-cols-[96px_minmax(0,1fr)] gap-x-4 py-4 h-[156px]">
            {item.image ? <ProductPhoto image={{ ...item.image, alt: '' }} sizes="96px" className="size-24" /> : <ProductCover slug={item.slug} kind={item.type} parts={item.coverParts} className="size-24" />}
            <span className="min-w-0 flex flex-col">
              <span className="flex justify-between gap-3">
                <span className="font-semibold leading-5 line-clamp-2 min-w-0 group-hover:underline underline-offset-3">{item.title}</span>
                <span className="font-semibold whitespace-nowrap leading-5">{shelfPrice(item)}</span>
              </span>
              <span className="text-sm text-ink-2 mt-1 line-clamp-3" data-reason="">{item.reason}</span>
              <span className="mt-auto"><ConfidenceMark level={item.confidence} /></span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
