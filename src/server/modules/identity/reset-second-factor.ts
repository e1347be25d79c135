import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { PersonReasonInput } from '@/shared/contracts/admin-users';
import { AppError } from '@/shared/errors';
import { recordAudit } from '../audit/record-audit';
import { deleteSessionsOf, lockRole } from './identity.queries';
import { deleteSecret } from './second-factor.queries';
import { tellSecurity } from './tell-security';

/**
 * Admins may, and not for themselves, for somebody who lost their authenticator and their recovery codes: both are gone, every session ends, and the person is written to.
 * Staff set up a new one before they are staff again. Audited. Throws FORBIDDEN, NOT_FOUND, CONFLICT (there is none).
 */
export async function resetSecondFactor({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, input: { personId, reason }, requestId }: { viewer: Viewer; input: PersonReasonInput; requestId: string }): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  if (viewer.userId === personId) throw new AppError('FORBIDDEN', 'Your own second step is yours to change under Security.', { reason: 'self' });
  await db.asService('an admin resets a second factor', async (tx) => {
    if ((await lockRole(tx, personId)) === null) throw new AppError('NOT_FOUND', 'There is no such person.');
    if (!(await deleteSecret(tx, personId))) throw new AppError('CONFLICT', 'They have no second step.', { reason: 'not_enrolled' });
    await deleteSessionsOf(tx, personId);
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'security.reset', targetType: 'user', targetId: personId, after: { reason }, requestId });
    await tellSecurity(tx, { userId: personId, news: { kind: 'removed' }, publicUrl: env.PUBLIC_URL, at: clock.now() });
  });
}
