import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { advanceDrop } from './advance-drop';
import { announceDrops } from './announce-drops';
import { closeDrop } from './close-drop';
import { drawDrop } from './draw-drop';
import { listDueDrops } from './drops.queries';
import { tellWinners } from './tell-winners';

const REASON = 'drops are drawn by the service alone';

/** Announces the drops that open, then closes, draws and brings on every drop whose time has come, each step in a transaction of its own, and tells who won. May run at any time and by two at once; one drop that cannot be turned does not hold up the others. */
export async function turnDrops({ db, env }: Pick<Platform, 'db' | 'env'>): Promise<void> {
  const now = clock.now();
  const failures: unknown[] = [];
  await announceDrops({ db, env }).catch((error: unknown) => failures.push(error));
  for (const dropId of await listDueDrops(db.readAsService(REASON), now)) {
    const turn = { dropId, now };
    try {
      await db.asService(REASON, (tx) => closeDrop(tx, turn));
      await db.asService(REASON, (tx) => drawDrop(tx, turn));
      await db.asService(REASON, (tx) => advanceDrop(tx, turn));
    } catch (error) {
      failures.push(error);
    }
  }
  await tellWinners({ db, env }).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} drops could not be turned`);
}
