import type { Database } from '@/server/platform/db';
import type { Person } from '@/server/platform/personal-data';
import { PARTS } from './parts';

/** What must be settled before this person can be erased, in sentences; none when nothing is owed. */
export async function findObstacles(db: Database, person: Person): Promise<string[]> {
  const reader = db.readAsService('what a person still owes, or is owed');
  const found = await Promise.all(PARTS.flatMap((part) => part.findObstacles?.(reader, person) ?? []));
  return found.flat();
}
