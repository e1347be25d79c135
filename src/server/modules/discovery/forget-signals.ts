import type { Platform } from '@/server/platform/platform';
import { deleteSignals } from './signals.queries';
import type { Subject } from './subject';

/** Anyone, for themselves: everything kept of them for discovery is gone, also what their browser's cookie stands for. Safe to repeat; answers how much it was. */
export async function forgetSignals({ db }: Pick<Platform, 'db'>, { userId, visitorId }: Subject): Promise<{ forgotten: number }> {
  return { forgotten: await db.asService('somebody has everything forgotten', (tx) => deleteSignals(tx, { userId, visitorId })) };
}
