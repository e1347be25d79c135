/** What the address of a list may hold, as Next gives it. */
export type Params<Key extends string> = Record<Key, string | string[] | undefined>;

/** The first value of a parameter; undefined when it is empty. */
export const first = (value: string | string[] | undefined): string | undefined => [value].flat()[0] || undefined;

/** All values of a parameter. */
export const every = (value: string | string[] | undefined): string[] => [value].flat().filter((one): one is string => one !== undefined && one !== '');

/** The order a list is asked for in; undefined, its usual one, for a word that is none of its orders. */
export const sortIn = <Sort extends string>(sorts: readonly Sort[], value: string | string[] | undefined): Sort | undefined => sorts.find((sort) => sort === first(value));

/** The address of a list with these filters; empty ones are left out. */
export function listAddress(path: string, filters: Record<string, string | readonly string[] | undefined>): string {
  const pairs = Object.entries(filters).flatMap(([key, value]) => [value ?? []].flat().filter((one) => one !== '').map((one): [string, string] => [key, one]));
  const query = new URLSearchParams(pairs).toString();
  return query === '' ? path : `${path}?${query}`;
}
