import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { PersonalPart, Person } from '@/server/platform/personal-data';
import type { Platform } from '@/server/platform/platform';
import { findObstacles } from './find-obstacles';
import { PARTS } from './parts';
import { deleteExportsOf, findNames, findOpenErasure, finishErasure, listExportFiles, noteErased } from './privacy.queries';
import { toPerson } from './to-person';

const REASON = 'somebody asked to be forgotten';

/**
 * For the job alone. Erases a person part by part, each in a transaction of its own that also notes it: a run that was cut off goes on where it ended, and running again changes
 * nothing. Rejects, to be tried again later, while an order that was placed in the last moment is open.
 */
export async function erasePerson(platform: Pick<Platform, 'db' | 'storage'>, { userId }: { userId: string }): Promise<void> {
  const { db } = platform;
  const open = await findOpenErasure(db.readAsService(REASON), userId);
  if (!open) return;
  const names = await findNames(db.readAsService(REASON), userId);
  if (names) await eraseParts(platform, toPerson(userId, names), open.parts);
  await db.asService(REASON, (tx) => finishErasure(tx, { userId, now: clock.now() }));
}

async function eraseParts({ db, storage }: Pick<Platform, 'db' | 'storage'>, person: Person, erased: readonly string[]): Promise<void> {
  const { userId } = person;
  if (erased.length === 0) {
    const obstacles = await findObstacles(db, person);
    if (obstacles.length > 0) throw new Error(`the erasure waits: ${obstacles.length} things are owed`);
  }
  for (const key of await listExportFiles(db.readAsService(REASON), userId)) await storage.delete(key);
  await db.asService(REASON, (tx) => deleteExportsOf(tx, userId));
  for (const part of PARTS) {
    if (erased.includes(part.name)) continue;
    if (part.eraseSome) await eraseByPortions(db, part.eraseSome, person);
    await db.asService(REASON, async (tx) => {
      if (await noteErased(tx, { userId, part: part.name })) await part.erase?.(tx, person);
    });
  }
}

async function eraseByPortions(db: Database, eraseSome: NonNullable<PersonalPart['eraseSome']>, person: Person): Promise<void> {
  let after: string | null = '';
  while (after !== null) {
    const from: string = after;
    after = await db.asService(REASON, (tx) => eraseSome(tx, person, from));
  }
}
