import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { isSessionOf } from './identity.queries';
import { cookieNames, hashToken, readCookie } from './session-cookie';

/** Whether a request that goes on for long still comes from this person. Asking does not count as using the session: staff's half hour runs on. */
export async function isStillSignedIn(platform: Pick<Platform, 'db' | 'env'>, { viewer, cookieHeader }: { viewer: Viewer; cookieHeader: string | null }): Promise<boolean> {
  const token = readCookie(cookieHeader, cookieNames(platform.env.PUBLIC_URL).session);
  return token !== undefined && isSessionOf(platform.db.readAsService('read the session'), { tokenHash: hashToken(token), userId: viewer.userId, now: clock.now() });
}
