import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { RecoveryCodes } from '@/shared/contracts/security';
import { AppError } from '@/shared/errors';
import { recordAudit } from '../audit/record-audit';
import { assertFactor } from './assert-factor';
import { deleteOtherSessions } from './account.queries';
import { drawRecoveryCodes, hashRecoveryCode } from './recovery-codes';
import { confirmSecret, findFactorState, markSecondFactor, replaceRecoveryCodes } from './second-factor.queries';
import { tellSecurity } from './tell-security';
import { sessionHashOf } from './session-cookie';
import { trySecondFactor } from './try-second-factor';

export interface FactorCall {
  viewer: Viewer;
  code: string;
  cookieHeader: string | null;
  requestId: string;
}

/**
 * Everyone may, for themselves. The first code of a new authenticator: from here on it is asked for at every sign-in. This session has shown it, all others of the person end.
 * Answers ten recovery codes, which nobody can read again. Throws CONFLICT when none waits, INVALID_INPUT for a wrong code, RATE_LIMITED.
 */
export async function confirmTotp({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, code, cookieHeader, requestId }: FactorCall): Promise<RecoveryCodes> {
  const { userId } = viewer;
  const now = clock.now();
  const tokenHash = sessionHashOf(cookieHeader, env.PUBLIC_URL);
  const codes = drawRecoveryCodes();
  const state = await findFactorState(db.readAsService('read the own second factor'), userId);
  if (state.confirmedAt !== null) throw new AppError('CONFLICT', 'An authenticator is set up already.', { reason: 'enrolled' });
  const verdict = await db.asService('set up the own second factor', async (tx) => {
    const tried = await trySecondFactor(tx, { userId, code, isNew: true, now, dataSecret: env.DATA_SECRET });
    if (tried !== 'authenticator' || !(await confirmSecret(tx, { userId, now }))) return tried === 'worn_out' ? tried : 'wrong';
    await replaceRecoveryCodes(tx, { userId, hashes: codes.map((one) => hashRecoveryCode(userId, one)), now });
    await markSecondFactor(tx, { userId, tokenHash, now });
    await deleteOtherSessions(tx, { userId, tokenHash });
    await recordAudit(tx, { actorUserId: userId, actorRole: viewer.role, action: 'security.enrol', targetType: 'user', targetId: userId, requestId });
    await tellSecurity(tx, { userId, news: { kind: 'enrolled' }, publicUrl: env.PUBLIC_URL, at: now });
    return tried;
  });
  assertFactor(verdict);
  return { codes };
}
