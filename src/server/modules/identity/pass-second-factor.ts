import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { assertFactor } from './assert-factor';
import { recordSignIn } from './record-sign-in';
import { findPendingSession, markSecondFactor } from './second-factor.queries';
import { sessionHashOf } from './session-cookie';
import { tellSecurity } from './tell-security';
import { trySecondFactor } from './try-second-factor';

/** What a browser shows with its second factor. */
export interface FactorEntry {
  cookieHeader: string | null;
  code: string;
  userAgent: string | null;
  network: string | null;
}

/**
 * Whoever has shown the first factor in this browser, within ten minutes, may. With the right code the session becomes a signed-in one; the second factor alone opens nothing.
 * Throws GONE when no such session waits, INVALID_INPUT for a wrong code, RATE_LIMITED. Tries count for the person, however many sessions they come from.
 */
export async function passSecondFactor({ db, env }: Pick<Platform, 'db' | 'env'>, { cookieHeader, code, userAgent, network }: FactorEntry): Promise<void> {
  const now = clock.now();
  const tokenHash = sessionHashOf(cookieHeader, env.PUBLIC_URL);
  const pending = await findPendingSession(db.readAsService('a session waits for its second factor'), { tokenHash, now });
  if (!pending) throw new AppError('GONE', 'This sign-in is over. Please begin again.', { reason: 'not_open' });
  const { userId } = pending;
  const verdict = await db.asService('try a second factor', async (tx) => {
    const tried = await trySecondFactor(tx, { userId, code, now, dataSecret: env.DATA_SECRET });
    const right = tried === 'authenticator' || tried === 'recovery_code';
    if (right) await markSecondFactor(tx, { userId, tokenHash, now });
    await recordSignIn(tx, { userId, method: tried === 'recovery_code' ? 'recovery_code' : 'authenticator', outcome: right ? 'signed_in' : 'refused', userAgent, network, at: now, publicUrl: env.PUBLIC_URL });
    if (tried === 'recovery_code') await tellSecurity(tx, { userId, news: { kind: 'recovery_code' }, publicUrl: env.PUBLIC_URL, at: now });
    return tried;
  });
  assertFactor(verdict);
}
