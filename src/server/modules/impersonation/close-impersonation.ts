import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { endImpersonations } from './impersonation.queries';
import { recordEnds } from './record-ends';

/** Run when the quarter of an hour is over: it has ended by then, and this writes so to the log. */
export async function closeImpersonation({ db }: Pick<Platform, 'db'>, { impersonationId }: { impersonationId: string }): Promise<void> {
  await db.asService('a look at the shop as somebody else has run out', async (tx) => recordEnds(tx, await endImpersonations(tx, { id: impersonationId }, clock.now()), { by: 'time' }));
}
