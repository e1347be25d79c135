import type { Database } from '@/server/platform/db';
import type { ChangePersonRoleInput } from '@/shared/contracts/admin-users';
import { AppError } from '@/shared/errors';
import type { Viewer } from '@/server/platform/db';
import { changeRole } from './change-role';
import { lockRole } from './identity.queries';

/** Admins may, and not their own: gives somebody a role, which ends their sessions. Audited. Throws FORBIDDEN, NOT_FOUND. */
export async function changePersonRole(db: Pick<Database, 'asService'>, { viewer, input: { personId, personRole }, requestId }: { viewer: Viewer; input: ChangePersonRoleInput; requestId: string }): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  if (viewer.userId === personId) throw new AppError('FORBIDDEN', 'Your own role is another admin’s to change.', { reason: 'self' });
  await db.asService('an admin gives somebody a role', async (tx) => {
    if ((await lockRole(tx, personId)) === null) throw new AppError('NOT_FOUND', 'There is no such person.');
    await changeRole(tx, { userId: personId, role: personRole, actor: viewer, requestId });
  });
}
