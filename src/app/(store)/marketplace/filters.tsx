'use client';

import { SlidersHorizontal } from 'lucide-react';
import type { Facets } from '@/shared/contracts/catalog';
import { CONDITION_WORDS, PRICE_BAND_WORDS, TYPE_WORDS } from '@/shared/product-words';
import { Sheet } from '@/ui/dialog';
import { FacetList } from './facet-list';
import { SizeFacet } from './size-facet';
import { FilterForm } from './filter-form';
import { choicesOf, listingHref, type Listing } from './listing-address';

const inWords = (counts: Facets['types'], words: (value: string) => string | undefined) => counts.map((count) => ({ ...count, label: words(count.value) ?? count.label }));

/** Price bands go up, whatever their counts. (The contract's own list would bring zod into the browser.) */
const inPriceOrder = (counts: Facets['priceBands']) => Object.keys(PRICE_BAND_WORDS).flatMap((band) => counts.filter(({ value }) => value === band));

/** Sizes as a run reads: by number, then letters from small to large, then the rest. */
const LETTERS = ['XXS', 'XS', 'S', 'M', 'L', 'XL', 'XXL', '3XL'];
const rankOf = (size: string) => (LETTERS.includes(size) ? 1_000 + LETTERS.indexOf(size) : (Number(size) || 2_000));
const inSizeOrder = (counts: Facets['sizes']) => [...counts].sort((left, right) => rankOf(left.value) - rankOf(right.value) || left.value.localeCompare(right.value));

/** The same search without its filters. */
const withoutChoices = ({ q, sort }: Listing) => listingHref({ q, sort });

function FilterFields({ listing, facets }: { listing: Listing; facets: Facets }) {
  return (
    <>
      {listing.q !== '' && <input type="hidden" name="q" value={listing.q} />}
      {listing.sort && <input type="hidden" name="sort" value={listing.sort} />}
      <FacetList title="Kind" include="types" exclude="notTypes" counts={inWords(facets.types, (value) => TYPE_WORDS[value]?.many)} listing={listing} />
      <FacetList title="Works with" include="worksWith" counts={facets.worksWith} listing={listing} />
      <FacetList title="Price, in the seller’s currency" include="priceBands" counts={inWords(inPriceOrder(facets.priceBands), (value) => PRICE_BAND_WORDS[value])} listing={listing} />
      <SizeFacet counts={inSizeOrder(facets.sizes)} chosen={listing.sizes} />
      <FacetList title="Condition" include="conditions" counts={inWords(facets.conditions, (value) => CONDITION_WORDS[value])} listing={listing} />
      <FacetList title="Brand" include="brands" counts={facets.brands} listing={listing} />
      <FacetList title="Tags" include="tags" exclude="notTags" counts={facets.tags} listing={listing} />
      <FacetList title="Sellers" include="sellers" exclude="notSellers" counts={facets.sellers} listing={listing} />
    </>
  );
}

/** The filters beside the shelf, from tablets up. */
export function FilterColumn({ listing, facets }: { listing: Listing; facets: Facets }) {
  const chosen = choicesOf(listing).length > 0;
  if (!chosen && Object.values(facets).every((counts) => counts.length === 0)) return null;
  return (
    <div className="max-lg:hidden">
      <div className="flex items-baseline justify-between pb-2">
        <h2 className="font-semibold">Filters</h2>
        {chosen && <a href={withoutChoices(listing)} className="tap link text-sm text-ink-2">Clear all</a>}
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
      footer={<><a href={withoutChoices(listing)} className="btn btn-line">Clear all</a><button type="submit" form="phone-filters" className="btn btn-ink">Show results</button></>}>
      <FilterForm id="phone-filters" className="[&>fieldset:first-of-type]:border-t-0" label="Filters"><FilterFields listing={listing} facets={facets} /></FilterForm>
    </Sheet>
  );
}
