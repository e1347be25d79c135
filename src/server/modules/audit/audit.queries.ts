import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

/** What breaks one rule of the books, the first thousand. `sql` is a file of `oracle/`, never input. */
export function runRule(reader: Reader, sql: string): Promise<{ subject: string; found: string }[]> {
  return reader.rows(Prisma.sql`select subject, found from (${Prisma.raw(sql)}) as violations limit 1000`);
}
