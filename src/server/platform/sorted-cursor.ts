import { z } from 'zod';
import { AppError } from '@/shared/errors';

const Position = z.tuple([z.string(), z.union([z.int(), z.string().max(400).regex(/^[^\0]*$/)]), z.string().regex(/^[\w-]{1,64}$/)]);

/** Where a page of a sorted list ended: the last row's key in that order, and its id, which settles ties. */
export interface SortedPosition {
  key: number | string;
  id: string;
}

export const pageIsGone = () => new AppError('INVALID_INPUT', 'This page cannot be found any more. Please start from the first.', { field: 'cursor' });

/** The position as an opaque text for the next request; good for this order only. */
export function toSortedCursor(order: string, { key, id }: SortedPosition): string {
  return Buffer.from(JSON.stringify([order, key, id])).toString('base64url');
}

/** Reads what `toSortedCursor` wrote for this order; throws INVALID_INPUT for anything else. Undefined, for the first page, gives null. */
export function fromSortedCursor(order: string, cursor: string | undefined): SortedPosition | null {
  if (cursor === undefined) return null;
  const parsed = Position.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success || parsed.data[0] !== order) throw pageIsGone();
  return { key: parsed.data[1], id: parsed.data[2] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The rows of one page, of which one more was read to see whether it goes on, and where the next begins. */
export function cutSorted<Row extends { id: string; sortKey: number | string }>(order: string, rows: readonly Row[], limit: number): { shown: Row[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { shown, nextCursor: last ? toSortedCursor(order, { key: last.sortKey, id: last.id }) : null };
}
