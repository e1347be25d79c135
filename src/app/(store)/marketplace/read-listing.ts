import { ListProductsInput } from '@/shared/contracts/catalog';
import { LIST_NAMES, LISTS, type Listing } from './listing-address';

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
  return ListProductsInput.omit({ limit: true, withFacets: true }).parse(whole);
}
