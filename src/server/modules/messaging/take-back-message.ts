import { tellLive } from '@/server/modules/live/tell-live';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { MINUTE_MS } from '@/shared/time';
import { assertParticipant } from './assert-participant';
import { eraseMessage, findMessage } from './messages.queries';
import { listParticipants } from './threads.queries';

/** As long as a slip is a slip. */
const TAKEN_BACK_WITHIN_MS = 15 * MINUTE_MS;

/**
 * For its author, for a quarter of an hour. What the message said is gone, with its files; that something was said stays. Taking it back again changes nothing.
 * Throws NOT_FOUND for messages of conversations the viewer takes no part in, FORBIDDEN for others' and older ones.
 */
export async function takeBackMessage(db: Database, { viewer, messageId }: { viewer: Viewer; messageId: string }): Promise<void> {
  const message = await findMessage(db.readAs(viewer), messageId);
  if (!message) throw new AppError('NOT_FOUND', 'There is no such message.');
  if (message.authorId !== viewer.userId) throw new AppError('FORBIDDEN', 'Only who wrote a message takes it back.', { reason: 'author' });
  if (message.isTakenBack) return;
  const thread = await assertParticipant(db, viewer, message.threadId);
  const now = clock.now();
  await db.asService('messages are written by the service alone', async (tx) => {
    const threadId = await eraseMessage(tx, { messageId, authorId: viewer.userId, since: new Date(now.getTime() - TAKEN_BACK_WITHIN_MS), at: now });
    if (threadId === undefined) throw new AppError('FORBIDDEN', 'A message can be taken back for a quarter of an hour. This one is older.', { reason: 'late' });
    tellLive(tx, { userIds: await listParticipants(tx, thread), kind: 'message', ref: threadId, at: now });
  });
}
