'use client';

import { useRouter } from 'next/navigation';
import { ProductSort } from '@/shared/contracts/catalog';
import { Select } from '@/ui/field';
import { listingHref, type Listing } from './listing-address';

const WORDS: Record<ProductSort, string> = { relevance: 'Best match', newest: 'Newest', 'price-low': 'Price, low first', 'price-high': 'Price, high first', title: 'Title, A to Z' };

/** The order of the shelf; best match only makes sense for a search. */
export function SortSelect({ listing, className }: { listing: Listing; className?: string }) {
  const router = useRouter();
  const usual: ProductSort = listing.q === '' ? 'newest' : 'relevance';
  const sorts = ProductSort.options.filter((sort) => sort !== 'relevance' || listing.q !== '');
  const choose = (sort: ProductSort) => router.push(listingHref({ ...listing, cursor: undefined, sort: sort === usual ? undefined : sort }));
  return (
    <Select label="Sort by" labelHidden className={className} selectClassName="text-[15px]" value={listing.sort ?? usual}
      options={sorts.map((sort) => ({ value: sort, label: WORDS[sort] }))} onChange={(event) => choose(ProductSort.parse(event.target.value))} />
  );
}
