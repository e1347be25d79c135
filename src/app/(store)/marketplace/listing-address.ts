import type { ListProductsInput } from '@/shared/contracts/catalog';

/** The listing's choices as they stand in the address. */
export type Listing = Omit<ListProductsInput, 'limit' | 'withFacets'>;

/** Address parameter of each list of choices. */
export const LISTS = {
  types: 'type',
  notTypes: 'not-type',
  tags: 'tag',
  notTags: 'not-tag',
  worksWith: 'works-with',
  priceBands: 'price',
  brands: 'brand',
  conditions: 'condition',
  sizes: 'size',
  sellers: 'seller',
  notSellers: 'not-seller',
} as const;

export type ListName = keyof typeof LISTS;
export const LIST_NAMES = Object.keys(LISTS) as ListName[];

/** The address of a listing, parameters in one fixed order, defaults left out. */
export function listingHref(listing: Partial<Listing>): string {
  const params = new URLSearchParams();
  if (listing.q) params.set('q', listing.q);
  for (const name of LIST_NAMES) for (const value of listing[name] ?? []) params.append(LISTS[name], value);
  if (listing.sort) params.set('sort', listing.sort);
  if (listing.cursor) params.set('after', listing.cursor);
  const query = params.toString();
  return query === '' ? '/marketplace' : `/marketplace?${query}`;
}

/** The listing with one value put in or taken out of a list, and back on its first page. */
export function toggle(listing: Listing, name: ListName, value: string): Partial<Listing> {
  const values: readonly string[] = listing[name];
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return { ...listing, cursor: undefined, [name]: next };
}

/** Every choice made, to be shown as a chip that takes it back. */
export function choicesOf(listing: Listing): { list: ListName; value: string; excluded: boolean }[] {
  return LIST_NAMES.flatMap((list) => listing[list].map((value: string) => ({ list, value, excluded: list.startsWith('not') })));
}
