import { tellLive } from '@/server/modules/live/tell-live';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { ReadThreadInput } from '@/shared/contracts/messages';
import { assertParticipant } from './assert-participant';
import { advanceRead } from './threads.queries';

/** For those who take part: notes how far the viewer has read, and tells their other pages. Never goes back. Throws NOT_FOUND. */
export async function readThread(db: Database, { viewer, input: { threadId, seq } }: { viewer: Viewer; input: ReadThreadInput }): Promise<void> {
  await assertParticipant(db, viewer, threadId);
  await db.asService('places in conversations are kept by the service alone', async (tx) => {
    if (await advanceRead(tx, { threadId, userId: viewer.userId, seq })) tellLive(tx, { userIds: [viewer.userId], kind: 'thread', ref: threadId, at: clock.now() });
  });
}
