import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { SecurityView } from '@/shared/contracts/security';
import { AppError } from '@/shared/errors';
import { isFresh } from './assert-recent-proof';
import { findPerson } from './identity.queries';
import { findFactorState, findProof } from './second-factor.queries';
import { sessionHashOf } from './session-cookie';

/** Everyone sees their own. Throws NOT_FOUND when the account is gone. */
export async function getSecurity({ db, env }: Pick<Platform, 'db' | 'env'>, viewer: Viewer, cookieHeader: string | null): Promise<SecurityView> {
  const { userId } = viewer;
  const reader = db.readAsService('read how the own account is secured');
  const [person, state, proof] = await Promise.all([findPerson(reader, userId), findFactorState(reader, userId), findProof(reader, { userId, tokenHash: sessionHashOf(cookieHeader, env.PUBLIC_URL) })]);
  if (!person) throw new AppError('NOT_FOUND', 'This account is gone.');
  return { email: person.email, enrolledAt: state.confirmedAt?.toISOString() ?? null, recoveryCodesLeft: state.codesLeft, isRequired: person.role !== 'customer', isFresh: proof !== null && isFresh(proof, clock.now()) };
}
