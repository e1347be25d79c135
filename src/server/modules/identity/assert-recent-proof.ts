import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { MINUTE_MS } from '@/shared/time';
import { findProof, type Proof } from './second-factor.queries';
import { sessionHashOf } from './session-cookie';

/** How long a proof counts as fresh. */
const FRESH_MS = 10 * MINUTE_MS;

export interface ProofWanted {
  cookieHeader: string | null;
  /** `authenticator`: without one the act is refused; `any`: whoever has none may have signed in lately instead. */
  by: 'authenticator' | 'any';
}

/** Whether the session proved within ten minutes who sits before it. */
export function isFresh({ isEnrolled, secondFactorAt, signedInAt }: Proof, now: Date): boolean {
  const provenAt = isEnrolled ? secondFactorAt : signedInAt;
  return provenAt !== null && now.getTime() - provenAt.getTime() < FRESH_MS;
}

/**
 * Stands before what a stolen session must not do. Throws FORBIDDEN with the reason: `second_factor_setup` (enrol first), `second_factor_fresh` (show a code, `stepUp`) or
 * `sign_in_fresh` (sign in again); `sign_in_anew` for staff without an authenticator, who are staff by the one-click sign-in alone and not by a code from their mail.
 */
export async function assertRecentProof({ db, env }: Pick<Platform, 'db' | 'env'>, viewer: Viewer, { cookieHeader, by }: ProofWanted): Promise<void> {
  const proof = await findProof(db.readAsService('read what the own session proved'), { userId: viewer.userId, tokenHash: sessionHashOf(cookieHeader, env.PUBLIC_URL) });
  if (by === 'authenticator' && !proof?.isEnrolled) throw new AppError('FORBIDDEN', 'Set up two-step sign-in under Security first: this can move money.', { reason: 'second_factor_setup' });
  if (proof && isFresh(proof, clock.now())) return;
  if (proof?.isEnrolled) throw new AppError('FORBIDDEN', 'Please show a code of your authenticator.', { reason: 'second_factor_fresh' });
  throw new AppError('FORBIDDEN', 'This takes a sign-in of the last ten minutes. Please sign out and in again.', { reason: viewer.role === 'customer' ? 'sign_in_fresh' : 'sign_in_anew' });
}
