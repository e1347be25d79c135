import type { Database, Viewer } from '@/server/platform/db';
import { findPerson } from './identity.queries';

/** The viewer's own mail address, in its normal form; null when the account is gone. */
export async function findPersonAddress(db: Pick<Database, 'readAsService'>, viewer: Viewer): Promise<string | null> {
  const person = await findPerson(db.readAsService('read the own address'), viewer.userId);
  return person?.email ?? null;
}
