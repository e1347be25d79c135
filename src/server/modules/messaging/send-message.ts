import { tellLive } from '@/server/modules/live/tell-live';
import { clock } from '@/server/platform/clock';
import type { ServiceTx, Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { enqueue } from '@/server/platform/queue';
import type { Limit } from '@/server/platform/rate-limit';
import type { SendMessageInput } from '@/shared/contracts/messages';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { MINUTE_MS } from '@/shared/time';
import { assertParticipant, type Participant } from './assert-participant';
import { findSent, insertMessage, lockThread, type LockedThread, type SentMessage } from './messages.queries';
import { listParticipants } from './threads.queries';

/** Faster than anybody writes. */
const A_MINUTE: Limit = { name: 'message', points: 30, windowSeconds: 60, whenDown: 'open' };
const A_DAY: Limit = { name: 'message-day', points: 600, windowSeconds: 86_400, whenDown: 'open' };
/** Whoever has not looked by then is written a mail. */
const TOLD_AFTER_MS = 10 * MINUTE_MS;

/**
 * For those who take part. Writes a message under the conversation's next number and tells everybody's open pages. The same `clientId` again is the same message and
 * changes nothing. Throws NOT_FOUND, RATE_LIMITED, FORBIDDEN (`blocked`) when either side has closed it or (`left`) when its buyer left the organization that ordered, INVALID_INPUT for files that are not the sender's to send.
 */
export async function sendMessage({ db, limiter }: Pick<Platform, 'db' | 'limiter'>, { viewer, input }: { viewer: Viewer; input: SendMessageInput }): Promise<SentMessage> {
  const thread = await assertParticipant(db, viewer, input.threadId);
  await limiter.consume(A_MINUTE, viewer.userId);
  await limiter.consume(A_DAY, viewer.userId);
  return db.asService('messages are written by the service alone', (tx) => write(tx, { thread, viewer, input }));
}

async function write(tx: ServiceTx, { thread, viewer, input }: { thread: Participant; viewer: Viewer; input: SendMessageInput }): Promise<SentMessage> {
  const { threadId, clientId, body } = input;
  const locked = await lockThread(tx, threadId);
  if (!locked) throw new AppError('NOT_FOUND', 'You take part in no such conversation.');
  const known = await findSent(tx, { threadId, authorId: viewer.userId, clientId });
  if (known) return known;
  assertNotBlocked(locked, thread.side);
  if (locked.hasBuyerLeft) throw new AppError('FORBIDDEN', thread.side === 'buyer' ? 'You have left the organization this order belongs to.' : 'They have left the organization this order belongs to. Write to those who are there from the order’s page.', { reason: 'left' });
  const now = clock.now();
  const id = newId('message', now.getTime());
  const attachmentIds = [...new Set(input.attachmentIds)];
  const { seq, attached } = await insertMessage(tx, { id, threadId, side: thread.side, authorId: viewer.userId, clientId, body, attachmentIds, at: now });
  if (attached !== attachmentIds.length) throw new AppError('INVALID_INPUT', 'One of the files is not there any more. Please attach it again.', { field: 'attachmentIds' });
  // One waiting job for each side that is written to; a conversation that goes on puts it off.
  await enqueue(tx, { task: 'tell-unread', payload: { threadId }, key: `unread:${threadId}:${thread.side}`, runAt: new Date(now.getTime() + TOLD_AFTER_MS) });
  tellLive(tx, { userIds: await listParticipants(tx, thread), kind: 'message', ref: threadId, at: now });
  return { id, seq };
}

/** Throws FORBIDDEN, in the words that are right for this side. */
export function assertNotBlocked({ isBlockedByBuyer, isBlockedBySeller }: LockedThread, side: Participant['side']): void {
  const [byUs, byThem] = side === 'buyer' ? [isBlockedByBuyer, isBlockedBySeller] : [isBlockedBySeller, isBlockedByBuyer];
  if (byUs) throw new AppError('FORBIDDEN', 'You have blocked this correspondent. Unblock them to write again.', { reason: 'blocked' });
  if (byThem) throw new AppError('FORBIDDEN', 'They take no messages from you any more. Nothing was sent.', { reason: 'blocked' });
}
