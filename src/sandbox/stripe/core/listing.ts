import type { Documents, Kind } from '../store/kinds';
import { findObject, listObjects } from '../store/objects';
import type { ListQuery, Stored } from '../store/objects';
import { invalidParam, missingResource, onlyOneOf } from './refusal';
import { integer, shape, text } from './params';
import type { Field } from './params';
import type { Work } from './work';

/** The paging parameters every list takes. */
export const PAGING = { limit: integer({ min: 1, max: 100 }), starting_after: text(), ending_before: text() };

interface Paging {
  limit: number | undefined;
  starting_after: string | undefined;
  ending_before: string | undefined;
}

interface CreatedRange {
  createdFrom?: number;
  createdTo?: number;
}

const RANGE = shape({ gt: integer(), gte: integer(), lt: integer(), lte: integer() });

/** `created=…` or `created[gte]=…`. */
export function createdRange(): Field<CreatedRange | undefined> {
  return {
    read: (value, param) => {
      if (typeof value === 'string') {
        const exact = integer().read(value, param);
        return { createdFrom: exact, createdTo: exact };
      }
      const range = RANGE.read(value, param);
      if (range === undefined) return undefined;
      const from = range.gte ?? (range.gt === undefined ? undefined : range.gt + 1);
      const to = range.lte ?? (range.lt === undefined ? undefined : range.lt - 1);
      return { createdFrom: from, createdTo: to };
    },
  };
}

/** Stripe's list object. */
export interface ApiList<T> {
  object: 'list';
  data: T[];
  has_more: boolean;
  url: string;
}

interface Listing<K extends Kind> {
  kind: K;
  url: string;
  paging: Paging;
  query?: Omit<ListQuery, 'limit' | 'startingAfter' | 'endingBefore'>;
}

/** One page of objects, newest first. */
export async function listPage<K extends Kind>(work: Work, listing: Listing<K>): Promise<ApiList<Documents[K]>> {
  const { starting_after: after, ending_before: before } = listing.paging;
  if (after !== undefined && before !== undefined) throw onlyOneOf('starting_after', 'ending_before');
  const cursor = after ?? before;
  if (cursor !== undefined && (await findObject(work.sql, listing.kind, cursor)) === null) {
    throw missingResource(listing.kind.split('.').at(-1) ?? listing.kind, cursor, after === undefined ? 'ending_before' : 'starting_after');
  }
  const limit = listing.paging.limit ?? 10;
  const found = await listObjects(work.sql, listing.kind, { ...listing.query, limit, startingAfter: after, endingBefore: before });
  const data = found.slice(0, limit).map((stored: Stored<K>) => stored.doc);
  if (before !== undefined) data.reverse();
  return { object: 'list', data, has_more: found.length > limit, url: listing.url };
}

/** One page of a list that is held in memory, such as line items. */
export function pageOf<T extends { id: string }>(items: readonly T[], paging: Paging, url: string): ApiList<T> {
  const limit = paging.limit ?? 10;
  const cursor = paging.starting_after ?? paging.ending_before;
  const at = cursor === undefined ? -1 : items.findIndex((item) => item.id === cursor);
  if (cursor !== undefined && at === -1) throw invalidParam(`No such line item: '${cursor}'`, { code: 'resource_missing' });
  if (paging.ending_before !== undefined) {
    const start = Math.max(0, at - limit);
    return { object: 'list', data: items.slice(start, at), has_more: start > 0, url };
  }
  return { object: 'list', data: items.slice(at + 1, at + 1 + limit), has_more: items.length > at + 1 + limit, url };
}
