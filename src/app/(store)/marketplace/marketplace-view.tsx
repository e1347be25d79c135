import { X } from 'lucide-react';
import { PageShell } from '@/app/page-shell';
import { TrackView } from '@/app/track-view';
import type { Facets, ProductPage } from '@/shared/contracts/catalog';
import { CONDITION_WORDS, PRICE_BAND_WORDS, stockInWords, TYPE_WORDS } from '@/shared/product-words';
import { formatPlural } from '@/ui/format';
import { Pagination } from '@/ui/pagination';
import { SearchForm } from '@/ui/shell/search-form';
import { EmptyState } from '@/ui/states';
import { ProductShelf } from '../_parts/product-shelf';
import { FilterColumn, FilterSheet } from './filters';
import { choicesOf, listingHref, toggle, type Listing, type ListName } from './listing-address';
import { SortSelect } from './sort-select';

const NO_FACETS: Facets = { types: [], tags: [], worksWith: [], priceBands: [], brands: [], conditions: [], sizes: [], sellers: [] };

function wordOf(list: ListName, value: string, facets: Facets): string {
  if (list === 'sizes') return `Size ${value}`;
  if (list === 'conditions') return CONDITION_WORDS[value] ?? value;
  if (list === 'brands') return value;
  return TYPE_WORDS[value]?.many ?? PRICE_BAND_WORDS[value] ?? facets.sellers.find((seller) => seller.value === value)?.label ?? value;
}

function ChosenFilters({ listing, facets }: { listing: Listing; facets: Facets }) {
  return choicesOf(listing).map(({ list, value, excluded }) => (
    <a key={`${list}-${value}`} href={listingHref(toggle(listing, list, value))} rel="nofollow" className="inline-flex items-center gap-1.5 min-h-11 lg:min-h-8 px-3 rounded-2 bg-sunken text-sm font-medium">
      {excluded && 'Not '}{wordOf(list, value, facets)}<X className="ic size-3.5" aria-hidden="true" /><span className="sr-only">Remove filter</span>
    </a>
  ));
}

function Shelf({ listing, page }: { listing: Listing; page: ProductPage }) {
  if (page.items.length === 0) {
    return (
      <EmptyState slug={listing.q || 'empty'} title={listing.q ? `Nothing for “${listing.q}”` : 'Nothing fits these filters'} action={<a href="/marketplace" className="btn btn-line">See everything</a>}>
        {choicesOf(listing).length > 0 ? 'Take a filter away, or look through everything.' : 'Try another word: what it is for, what it works with, or who made it.'}
      </EmptyState>
    );
  }
  const most = page.capped ? 'more than ' : '';
  return (
    <>
      {page.approximate && <p className="text-ink-2 text-[15px] mb-5">Nothing matches “{listing.q}” to the letter. These come close.</p>}
      <ProductShelf products={page.items} />
      <div className="mt-12 border-t border-line pt-5">
        <Pagination summary={listing.cursor ? `${page.items.length} more of ${most}${page.total ?? 0}` : `1 to ${page.items.length} of ${most}${page.total ?? page.items.length}`}
          {...(listing.cursor && { previousHref: listingHref({ ...listing, cursor: undefined }), previousLabel: 'First page' })}
          {...(page.nextCursor && { nextHref: listingHref({ ...listing, cursor: page.nextCursor }) })} />
      </div>
    </>
  );
}

/** What the shelf below is, in a line; how much it is stands beside the filters. */
function lead(listing: Listing, page: ProductPage): string {
  if (listing.q !== '') return `What fits “${listing.q}”`;
  if (choicesOf(listing).length > 0) return 'What fits your filters';
  return stockInWords(page.total ?? 0, page.facets?.sellers.length ?? 0);
}

/** The whole marketplace for one address. Knows nothing of the viewer. */
export function MarketplaceView({ listing, page }: { listing: Listing; page: ProductPage }) {
  const facets = page.facets ?? NO_FACETS;
  const results = `${page.capped ? 'More than ' : ''}${formatPlural(page.total ?? page.items.length, 'result')}`;
  return (
    <PageShell current="/marketplace" search={false}>
      <TrackView name="view" place="marketplace" />
      {listing.q !== '' && !listing.cursor && <TrackView name="search" term={listing.q} results={page.approximate ? 0 : (page.total ?? page.items.length)} />}
      <div className="wrap pt-6 lg:pt-10">
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-5">
          <div>
            <h1 className="d2">Marketplace</h1>
            <p className="text-ink-2 mt-1">{lead(listing, page)}</p>
          </div>
          <SearchForm key={listing.q} action="/marketplace" label="Marketplace" placeholder="What are you trying to do?" defaultValue={listing.q} className="w-full lg:w-[520px]" />
        </div>
        <div className="lg:grid lg:grid-cols-[216px_minmax(0,1fr)] lg:gap-12 mt-8">
          <FilterColumn listing={listing} facets={facets} />
          <div className="min-w-0">
            <div className="lg:hidden flex gap-2">
              <FilterSheet listing={listing} facets={facets} />
              <SortSelect listing={listing} className="flex-1" />
            </div>
            <div className="max-lg:mt-4 flex flex-wrap items-center gap-2 min-h-10">
              <p className="text-[15px] font-semibold mr-2 max-lg:w-full" role="status">{results}</p>
              <ChosenFilters listing={listing} facets={facets} />
              <SortSelect listing={listing} className="max-lg:hidden ml-auto w-[190px]" />
            </div>
            <h2 className="sr-only">Results</h2>
            <div className="mt-6"><Shelf listing={listing} page={page} /></div>
          </div>
        </div>
      </div>
    </PageShell>
  );
}
