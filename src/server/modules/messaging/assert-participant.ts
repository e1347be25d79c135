import type { Database, Viewer } from '@/server/platform/db';
import type { Side } from '@/shared/contracts/messages';
import { AppError } from '@/shared/errors';
import { findThread, type ThreadRow } from './threads.queries';

export interface Participant extends ThreadRow {
  side: Side;
}

/**
 * The first line of every verb about a thread: the viewer takes part in it, as its buyer or as somebody who belongs to its seller now. Read from the database each time,
 * so that leaving holds from the next call on. Throws NOT_FOUND for everybody else, who are not told whether there is such a thread.
 */
export async function assertParticipant(db: Pick<Database, 'readAs'>, viewer: Viewer, threadId: string): Promise<Participant> {
  const thread = await findThread(db.readAs(viewer), threadId);
  if (!thread) throw new AppError('NOT_FOUND', 'You take part in no such conversation.');
  return { ...thread, side: thread.buyerUserId === viewer.userId ? 'buyer' : 'seller' };
}
