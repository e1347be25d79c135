import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { ListThreadsInput, ThreadPage } from '@/shared/contracts/messages';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { listThreadFacts, listThreadIds } from './inbox.queries';
import { toThreadSummary } from './messaging.mappers';

const PAGE = 30;

/** The conversations the viewer takes part in, as a buyer and as a member of sellers, newest first; or one seller's, for its members (NOT_FOUND for others). */
export async function listThreads(db: Database, { viewer, input }: { viewer: Viewer; input: ListThreadsInput }): Promise<ThreadPage> {
  const seller = input.seller === undefined ? null : await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const found = await listThreadIds(db.readAs(viewer), { userId: viewer.userId, sellerId: seller?.sellerId ?? null, after: fromCursor(input.cursor), limit: PAGE + 1 });
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  const facts = page.length === 0 ? [] : await listThreadFacts(db.readAsService('name the people, sellers and products of conversations the viewer takes part in'), { ids: page.map(({ id }) => id), userId: viewer.userId });
  return { threads: facts.flatMap((one) => toThreadSummary(one, viewer.userId)), nextCursor: found.length > PAGE && last ? toCursor(last) : null, now: clock.now().toISOString() };
}
