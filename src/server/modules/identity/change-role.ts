import type { ServiceTx, Viewer } from '@/server/platform/db';
import { recordAudit } from '../audit/record-audit';
import { deleteSessionsOf, lockRole, updateRole } from './identity.queries';

export interface RoleChange {
  userId: string;
  role: Viewer['role'];
  actor: { userId: string | null; role: Viewer['role'] | 'system' };
  requestId?: string;
}

/**
 * Gives a person a role, writes it to the audit log and ends their sessions, so that a cookie from before opens nothing of the new role.
 * Returns whether anything changed. The caller says who may.
 */
export async function changeRole(tx: ServiceTx, { userId, role, actor, requestId }: RoleChange): Promise<boolean> {
  const before = await lockRole(tx, userId);
  if (before === role) return false;
  await updateRole(tx, { userId, role });
  await deleteSessionsOf(tx, userId);
  await recordAudit(tx, { actorUserId: actor.userId, actorRole: actor.role, action: 'role.grant', targetType: 'user', targetId: userId, before: { role: before }, after: { role }, ...(requestId && { requestId }) });
  return true;
}
