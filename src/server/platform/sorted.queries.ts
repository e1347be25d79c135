import { Prisma } from '@generated/client';
import { pageIsGone, type SortedPosition } from './sorted-cursor';

/** An order to read rows in. Its index is on the key and the id, which both directions walk. The key is never null. */
export interface RowOrder {
  key: Prisma.Sql;
  kind: 'number' | 'moment' | 'words';
  direction: 'up' | 'down';
}

/** A moment as whole microseconds, as exact as the column is. */
const FROM: Record<RowOrder['kind'], (key: Prisma.Sql) => Prisma.Sql> = {
  number: (key) => Prisma.sql`(${key})::bigint`,
  moment: (key) => Prisma.sql`(extract(epoch from ${key}) * 1000000)::bigint`,
  words: (key) => key,
};
const BACK: Record<RowOrder['kind'], (key: number | string) => Prisma.Sql> = {
  number: (key) => Prisma.sql`${key}::bigint`,
  moment: (key) => Prisma.sql`('epoch'::timestamptz + ${key}::float8 * interval '1 microsecond')`,
  words: (key) => Prisma.sql`${key}::text`,
};

/** What to select as "sortKey", where the page begins, and what to order by. Throws INVALID_INPUT for a position that is none of this order's. */
export function sorted({ key, kind, direction }: RowOrder, id: Prisma.Sql, after: SortedPosition | null): { sortKey: Prisma.Sql; where: Prisma.Sql; by: Prisma.Sql } {
  if (after && (typeof after.key === 'string') !== (kind === 'words')) throw pageIsGone();
  const by = direction === 'up' ? Prisma.sql`${key}, ${id}` : Prisma.sql`${key} desc, ${id} desc`;
  if (!after) return { sortKey: FROM[kind](key), where: Prisma.sql`true`, by };
  const position = Prisma.sql`(${BACK[kind](after.key)}, ${after.id})`;
  return { sortKey: FROM[kind](key), by, where: direction === 'up' ? Prisma.sql`(${key}, ${id}) > ${position}` : Prisma.sql`(${key}, ${id}) < ${position}` };
}
