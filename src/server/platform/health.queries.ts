import { Prisma } from '@generated/client';
import type { Reader } from './db';

/** Newest table the code relies on; changes when a migration adds one. */
const NEWEST_TABLE = 'public.audit_log';

/** Whether our schema is there; rejects when the database does not answer. */
export async function hasSchema(db: Reader): Promise<boolean> {
  const rows = await db.rows<{ present: boolean }>(Prisma.sql`select to_regclass(${NEWEST_TABLE}) is not null as present`);
  return rows[0]?.present ?? false;
}
