import type { Database, Viewer } from '@/server/platform/db';
import type { PersonReasonInput } from '@/shared/contracts/admin-users';
import { AppError } from '@/shared/errors';
import { recordAudit } from '../audit/record-audit';
import { deleteSessionsOf, lockRole } from './identity.queries';

/** Admins may: signs somebody out everywhere, from their next request on; answers how many sessions that ended. Audited. Throws FORBIDDEN, NOT_FOUND. */
export async function endPersonSessions(db: Pick<Database, 'asService'>, { viewer, input: { personId, reason }, requestId }: { viewer: Viewer; input: PersonReasonInput; requestId: string }): Promise<number> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  return db.asService('an admin signs somebody out', async (tx) => {
    if ((await lockRole(tx, personId)) === null) throw new AppError('NOT_FOUND', 'There is no such person.');
    const ended = await deleteSessionsOf(tx, personId);
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'user.sign_out', targetType: 'user', targetId: personId, after: { ended, reason }, requestId });
    return ended;
  });
}
