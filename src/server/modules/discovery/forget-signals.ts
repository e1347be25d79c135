import { unlinkExposures } from '@/server/modules/experiments/unlink-exposures';
import type { Platform } from '@/server/platform/platform';
import { deleteSignals } from './signals.queries';
import { keysOf, type Subject } from './subject';

/** Anyone, for themselves: everything kept of them for discovery is gone, also what their browser's cookie stands for, and whom experiments have counted. Safe to repeat; answers how much it was. */
export async function forgetSignals({ db }: Pick<Platform, 'db'>, { userId, visitorId }: Subject): Promise<{ forgotten: number }> {
  return db.asService('somebody has everything forgotten', async (tx) => {
    const forgotten = await deleteSignals(tx, { userId, visitorId });
    await unlinkExposures(tx, { userId, subjects: keysOf({ userId, visitorId }) });
    return { forgotten };
  });
}
