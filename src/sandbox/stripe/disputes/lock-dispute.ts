import { referredId } from '../core/ids';
import type { Work } from '../core/work';
import { findObject, lockObject } from '../store/objects';
import type { Stored } from '../store/objects';

export type StoredDispute = Stored<'dispute'>;

/** The dispute, locked after its charge, in the order in which refunding and disputing lock them; null when it does not exist. */
export async function lockDispute(work: Work, id: string): Promise<StoredDispute | null> {
  const known = await findObject(work.sql, 'dispute', id);
  if (known === null) return null;
  await lockObject(work.sql, 'charge', referredId(known.doc.charge));
  return lockObject(work.sql, 'dispute', id);
}

/** Whether the dispute has ended. */
export function isClosed({ doc }: StoredDispute): boolean {
  return ['won', 'lost', 'warning_closed', 'prevented'].includes(doc.status);
}
