'use client';

import { SlidersHorizontal } from 'lucide-react';
import type { Facets } from '@/shared/contracts/catalog';
import { PRICE_BAND_WORDS, TYPE_WORDS } from '@/shared/product-words';
import { Sheet } from '@/ui/dialog';
import { FacetList } from './facet-list';
import { FilterForm } from './filter-form';
import { choicesOf, type Listing } from './listing-address';

const inWords = (counts: Facets['types'], words: (value: string) => string | undefined) => counts.map((count) => ({ ...count, label: words(count.value) ?? count.label }));

function FilterFields({ listing, facets }: { listing: Listing; facets: Facets }) {
  return (
    <>
      {listing.q !== '' && <input type="hidden" name="q" value={listing.q} />}
      {listing.sort && <input type="hidden" name="sort" value={listing.sort} />}
      <FacetList title="Kind" include="types" exclude="notTypes" counts={inWords(facets.types, (value) => TYPE_WORDS[value]?.many)} listing={listing} />
      <FacetList title="Works with" include="worksWith" counts={facets.worksWith} listing={listing} />
      <FacetList title="Price, in the seller’s currency" include="priceBands" counts={inWords(facets.priceBands, (value) => PRICE_BAND_WORDS[value])} listing={listing} />
      <FacetList title="Tags" include="tags" exclude="notTags" counts={facets.tags} listing={listing} />
      <FacetList title="Sellers" include="sellers" exclude="notSellers" counts={facets.sellers} listing={listing} />
    </>
  );
}

/** The filters beside the shelf, from tablets up. */
export function FilterColumn({ listing, facets }: { listing: Listing; facets: Facets }) {
  return (
    <div className="max-lg:hidden">
      <div className="flex items-baseline justify-between pb-2">
        <h2 className="font-semibold">Filters</h2>
        {choicesOf(listing).length > 0 && <a href="/marketplace" className="tap link text-sm text-ink-2">Clear all</a>}
      </div>
      <FilterForm label="Filters"><FilterFields listing={listing} facets={facets} /></FilterForm>
    </div>
  );
}

/** The same filters as a sheet, on phones: chosen in peace, sent together. */
export function FilterSheet({ listing, facets }: { listing: Listing; facets: Facets }) {
  const chosen = choicesOf(listing).length;
  return (
    <Sheet title="Filters" triggerClassName="btn btn-line flex-1"
      trigger={<><SlidersHorizontal className="ic" aria-hidden="true" />Filters{chosen > 0 && <span className="font-normal">{chosen}</span>}</>}
      footer={<><a href="/marketplace" className="btn btn-line">Clear all</a><button type="submit" form="phone-filters" className="btn btn-ink">Show results</button></>}>
      <FilterForm id="phone-filters" label="Filters"><FilterFields listing={listing} facets={facets} /></FilterForm>
    </Sheet>
  );
}
