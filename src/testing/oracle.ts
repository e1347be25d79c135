import { expect } from 'vitest';
import type { Database } from '@/server/platform/db';
import { checkBooks } from '@/server/modules/audit/check-books';

/** Fails with every broken rule of the books; called after every suite that wrote to a database. */
export async function assertBooks(db: Database): Promise<void> {
  const verdicts = await checkBooks(db);
  expect(verdicts.filter(({ violations }) => violations.length > 0)).toEqual([]);
}
