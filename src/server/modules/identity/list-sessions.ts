import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { SessionView } from '@/shared/contracts/account';
import { findSessionsOf } from './account.queries';
import { cookieNames, hashToken, readCookie } from './session-cookie';
import { toDevice } from './to-device';

/** Everyone sees their own: where they are signed in, the newest use first. `cookieHeader` tells which of them is asking. */
export async function listSessions(platform: Pick<Platform, 'db' | 'env'>, viewer: Viewer, cookieHeader: string | null): Promise<SessionView[]> {
  const token = readCookie(cookieHeader, cookieNames(platform.env.PUBLIC_URL).session) ?? '';
  const rows = await findSessionsOf(platform.db.readAsService('list own sessions'), { userId: viewer.userId, tokenHash: hashToken(token), now: clock.now() });
  return rows.map((row) => ({ id: row.id, device: toDevice(row.userAgent), network: row.network, signedInAt: row.createdAt.toISOString(), lastSeenAt: row.lastSeenAt.toISOString(), current: row.current }));
}
