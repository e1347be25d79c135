import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { deleteOwnSession } from './account.queries';

/** Everyone may end their own sessions. Holds from that browser's next request on. Throws NOT_FOUND, also for another person's. */
export async function endSession(platform: Pick<Platform, 'db'>, viewer: Viewer, sessionId: string): Promise<void> {
  const ended = await platform.db.asService('end an own session', (tx) => deleteOwnSession(tx, { userId: viewer.userId, sessionId }));
  if (!ended) throw new AppError('NOT_FOUND', 'That session has ended already.');
}
