import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { clock } from '@/server/platform/clock';
import { PLAIN_FORMATS } from '@/shared/moment-text';
import { findSessionViewer } from './identity.queries';
import { cookieNames, hashToken, readCookie } from './session-cookie';

/**
 * Who a request comes from, by its Cookie header: one statement, or none without a cookie. Sign-out, a changed role and a closed account hold
 * from the next call on, because nothing is remembered between calls. A session that owes its second factor is nobody's; staff who have none
 * set up are customers, whatever they ask for. An admin who looks as somebody else is that person, without any role, and marked.
 */
export async function getViewer(platform: Pick<Platform, 'db' | 'env'>, cookieHeader: string | null): Promise<Viewer | null> {
  const token = readCookie(cookieHeader, cookieNames(platform.env.PUBLIC_URL).session);
  if (!token) return null;
  const found = await findSessionViewer(platform.db.readAsService('read the session'), { tokenHash: hashToken(token), now: clock.now() });
  if (!found) return null;
  const { userId, role, isFactorShown, seenBy, locale, timeZone } = found;
  const isPlain = locale === PLAIN_FORMATS.locale && timeZone === PLAIN_FORMATS.timeZone;
  const person = { userId, ...(!isPlain && { formats: { locale, timeZone } }) };
  if (seenBy !== null) return { ...person, role: 'customer', seenBy };
  return role === 'customer' || isFactorShown ? { ...person, role } : { ...person, role: 'customer', withheld: role };
}
