import { z } from 'zod';
import { ProductSort } from '@/shared/contracts/catalog';
import { AppError } from '@/shared/errors';

/** Where a page ended: the sort it was read in, the last product's sort key, and its id, which settles ties. */
const Cursor = z.tuple([ProductSort, z.union([z.number(), z.string().max(300).regex(/^[^\0]*$/)]), z.string().regex(/^[\w-]{1,64}$/)]);
export type Cursor = { sort: ProductSort; key: string | number; id: string };

export function toCursor({ sort, key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');
}

const KEY_FORMS: Record<ProductSort, (key: unknown) => boolean> = {
  relevance: Number.isSafeInteger,
  newest: (key) => typeof key === 'string' && /^\d{4}-\d\d-\d\dT[\d:.+Z-]{8,30}$/.test(key) && !Number.isNaN(Date.parse(key)),
  rated: Number.isSafeInteger,
  'price-low': Number.isSafeInteger,
  'price-high': Number.isSafeInteger,
  title: (key) => typeof key === 'string',
};

/** Reads a cursor back. Throws INVALID_INPUT for anything `toCursor` did not make, or made for another sort. */
export function parseCursor(text: string, sort: ProductSort): Cursor {
  const parsed = Cursor.safeParse(parseJson(text));
  if (!parsed.success || parsed.data[0] !== sort || !KEY_FORMS[sort](parsed.data[1])) {
    throw new AppError('INVALID_INPUT', 'This page no longer exists. Start again from the first.', { field: 'cursor' });
  }
  return { sort, key: parsed.data[1], id: parsed.data[2] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
