import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { sessionHashOf } from '../identity/session-cookie';
import { endImpersonations } from './impersonation.queries';
import { recordEnds } from './record-ends';

/** For the admin who looks as somebody else: from the next request on they are themselves. Answers as whom they looked; for everybody else nothing ends, and the answer is null. */
export async function endImpersonation({ db, env }: Pick<Platform, 'db' | 'env'>, viewer: Viewer, { cookieHeader, requestId }: { cookieHeader: string | null; requestId: string }): Promise<{ personId: string | null }> {
  if (viewer.seenBy === undefined) return { personId: null };
  const at = clock.now();
  return db.asService('an admin is themselves again', async (tx) => {
    const ended = await endImpersonations(tx, { tokenHash: sessionHashOf(cookieHeader, env.PUBLIC_URL), lapsedOnly: false }, at);
    await recordEnds(tx, ended, { by: 'button', requestId });
    return { personId: ended[0]?.userId ?? null };
  });
}
