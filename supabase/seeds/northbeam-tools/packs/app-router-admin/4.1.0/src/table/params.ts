export type ListParams<Sort extends string> = {
  q: string;
  sort: { key: Sort; descending: boolean };
  page: number;
  pageSize: number;
};

type Raw = Record<string, string | string[] | undefined>;

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? '';

/** Reads list parameters from the URL. Anything unknown falls back; a link from last year never fails. */
export function parseListParams<Sort extends string>(raw: Raw, sorts: readonly [Sort, ...Sort[]], pageSize = 20): ListParams<Sort> {
  const text = first(raw.sort);
  const key = sorts.find((sort) => sort === text.replace(/^-/, ''));
  const page = Number(first(raw.page));
  return {
    q: first(raw.q).slice(0, 100),
    sort: key ? { key, descending: text.startsWith('-') } : { key: sorts[0], descending: true },
    page: Number.isInteger(page) && page > 0 ? page : 1,
    pageSize,
  };
}

/** The same list with some parameters changed. Changing anything but the page goes back to the first one. */
export function toQuery<Sort extends string>(params: ListParams<Sort>, change: Partial<ListParams<Sort>>): string {
  const next = { ...params, page: 1, ...change };
  const query = new URLSearchParams();
  if (next.q) query.set('q', next.q);
  query.set('sort', `${next.sort.descending ? '-' : ''}${next.sort.key}`);
  if (next.page > 1) query.set('page', String(next.page));
  return `?${query}`;
}
