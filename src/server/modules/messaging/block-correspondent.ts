import { tellLive } from '@/server/modules/live/tell-live';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { BlockInput } from '@/shared/contracts/messages';
import { assertParticipant } from './assert-participant';
import { listParticipants, updateBlock } from './threads.queries';

/**
 * For those who take part: closes all conversations between this buyer and this seller, or opens them again from this side. Once it answers, nothing more is written in
 * any of them. Repeating it changes nothing. Throws NOT_FOUND.
 */
export async function blockCorrespondent(db: Database, { viewer, input: { threadId, blocked } }: { viewer: Viewer; input: BlockInput }): Promise<void> {
  const thread = await assertParticipant(db, viewer, threadId);
  const now = clock.now();
  await db.asService('correspondences are closed by the service alone', async (tx) => {
    if (!(await updateBlock(tx, { ...thread, at: blocked ? now : null }))) return;
    tellLive(tx, { userIds: await listParticipants(tx, thread), kind: 'thread', ref: threadId, at: now });
  });
}
