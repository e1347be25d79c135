'use client';

import { useRouter } from 'next/navigation';
import type { ProductSort } from '@/shared/contracts/catalog';
import { Select } from '@/ui/field';
import { listingHref, type Listing } from './listing-address';

const SORTS: readonly { value: ProductSort; label: string }[] = [
  { value: 'relevance', label: 'Best match' },
  { value: 'newest', label: 'Newest' },
  { value: 'rated', label: 'Best rated' },
  { value: 'price-low', label: 'Price, low first' },
  { value: 'price-high', label: 'Price, high first' },
  { value: 'title', label: 'Title, A to Z' },
];

/** The order of the shelf; best match only makes sense for a search. */
export function SortSelect({ listing, className }: { listing: Listing; className?: string }) {
  const router = useRouter();
  const usual: ProductSort = listing.q === '' ? 'newest' : 'relevance';
  const sorts = SORTS.filter(({ value }) => value !== 'relevance' || listing.q !== '');
  const choose = (sort: string) => router.push(listingHref({ ...listing, cursor: undefined, sort: SORTS.find(({ value }) => value === sort && value !== usual)?.value }));
  return (
    <Select label="Sort by" labelHidden className={className} selectClassName="text-[15px] lg:min-h-10" value={listing.sort ?? usual}
      options={sorts} onChange={(event) => choose(event.target.value)} />
  );
}
