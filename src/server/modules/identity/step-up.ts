import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { assertFactor } from './assert-factor';
import type { FactorCall } from './confirm-totp';
import { markSecondFactor } from './second-factor.queries';
import { sessionHashOf } from './session-cookie';
import { tellSecurity } from './tell-security';
import { trySecondFactor } from './try-second-factor';

/** Everyone with an authenticator may, for themselves: shows it once more in a session that is open, which then counts as fresh. Throws INVALID_INPUT, RATE_LIMITED. */
export async function stepUp({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, code, cookieHeader }: Omit<FactorCall, 'requestId'>): Promise<void> {
  const { userId } = viewer;
  const now = clock.now();
  const verdict = await db.asService('show the second factor once more', async (tx) => {
    const tried = await trySecondFactor(tx, { userId, code, now, dataSecret: env.DATA_SECRET });
    if (tried === 'authenticator' || tried === 'recovery_code') await markSecondFactor(tx, { userId, tokenHash: sessionHashOf(cookieHeader, env.PUBLIC_URL), now });
    if (tried === 'recovery_code') await tellSecurity(tx, { userId, news: { kind: 'recovery_code' }, publicUrl: env.PUBLIC_URL, at: now });
    return tried;
  });
  assertFactor(verdict);
}
