import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { deleteOtherSessions } from './account.queries';
import { cookieNames, hashToken, readCookie } from './session-cookie';

/** Everyone may: signs the viewer out everywhere but here. Answers how many sessions that ended; repeating it ends none. */
export async function endOtherSessions(platform: Pick<Platform, 'db' | 'env'>, viewer: Viewer, cookieHeader: string | null): Promise<number> {
  const token = readCookie(cookieHeader, cookieNames(platform.env.PUBLIC_URL).session) ?? '';
  return platform.db.asService('end other own sessions', (tx) => deleteOtherSessions(tx, { userId: viewer.userId, tokenHash: hashToken(token) }));
}
