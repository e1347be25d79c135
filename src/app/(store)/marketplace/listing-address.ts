import { ListProductsInput } from '@/shared/contracts/catalog';

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
  sellers: 'seller',
  notSellers: 'not-seller',
} as const;

export type ListName = keyof typeof LISTS;
const LIST_NAMES = Object.keys(LISTS) as ListName[];

export type SearchParams = Record<string, string | string[] | undefined>;

const listOf = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat().filter((one) => one !== ''));

/** Reads an address. What no filter could mean is left out one by one, so that an old or mangled link still shows a page. */
export function readListing(params: SearchParams): Listing {
  const first = (name: string) => listOf(params[name])[0];
  const whole: Record<string, unknown> = { q: first('q')?.replaceAll('\0', '').slice(0, 200), sort: first('sort'), cursor: first('after') };
  for (const name of LIST_NAMES) {
    const item = ListProductsInput.shape[name];
    whole[name] = [...new Set(listOf(params[LISTS[name]]))].filter((value) => item.safeParse([value]).success).slice(0, 20);
  }
  if (!ListProductsInput.shape.sort.safeParse(whole.sort).success) whole.sort = undefined;
  if (!ListProductsInput.shape.cursor.safeParse(whole.cursor).success) whole.cursor = undefined;
  const { limit: _limit, withFacets: _withFacets, ...listing } = ListProductsInput.parse(whole);
  return listing;
}

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
