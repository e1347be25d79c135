import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { GetThreadInput, ThreadView } from '@/shared/contracts/messages';
import { AppError } from '@/shared/errors';
import { assertParticipant } from './assert-participant';
import { listThreadFacts } from './inbox.queries';
import { findNames, listMessages } from './messages.queries';
import { toMessageView, toThreadHead } from './messaging.mappers';

const PAGE = 50;
const NEWEST = 2_147_483_647;

/** A conversation the viewer takes part in, with its newest messages or those before a given one. Throws NOT_FOUND for others. */
export async function getThread(db: Database, { viewer, input: { threadId, before = NEWEST } }: { viewer: Viewer; input: GetThreadInput }): Promise<ThreadView> {
  await assertParticipant(db, viewer, threadId);
  const service = db.readAsService('name the people, seller and product of a conversation the viewer takes part in');
  const [[facts], found] = await Promise.all([
    listThreadFacts(service, { ids: [threadId], userId: viewer.userId }),
    listMessages(db.readAs(viewer), { threadId, before, limit: PAGE + 1 }),
  ]);
  if (!facts) throw new AppError('NOT_FOUND', 'You take part in no such conversation.');
  const page = found.slice(0, PAGE).reverse();
  const names = await findNames(service, [...new Set(page.flatMap(({ authorId }) => authorId ?? []))]);
  return {
    ...toThreadHead(facts),
    messages: page.map((row) => toMessageView(row, { facts, names, viewerId: viewer.userId })),
    olderBefore: found.length > PAGE ? (page[0]?.seq ?? null) : null,
    now: clock.now().toISOString(),
  };
}
