import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { enqueue } from '@/server/platform/queue';
import type { PersonReasonInput } from '@/shared/contracts/admin-users';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { MINUTE_MS } from '@/shared/time';
import { recordAudit } from '../audit/record-audit';
import { recordSupportView } from '../identity/record-support-view';
import { sessionHashOf } from '../identity/session-cookie';
import type { Call } from '../organizations/call';
import { endImpersonations, findTarget, insertImpersonation } from './impersonation.queries';
import { recordEnds } from './record-ends';

const LASTS_MS = 15 * MINUTE_MS;

/**
 * Admins may, with a reason: from the next request on this session sees the shop as a customer does, for a quarter of an hour, and changes nothing. Never as staff, nor as a
 * closed account. Audited, and in the person's own sign-in history. Throws FORBIDDEN, NOT_FOUND, CONFLICT (looking as somebody already).
 */
export async function startImpersonation({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, input, requestId }: Call<PersonReasonInput>, cookieHeader: string | null): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { personId: userId, reason } = input;
  const target = await findTarget(db.readAsService('as whom an admin wants to look'), userId);
  if (!target) throw new AppError('NOT_FOUND', 'There is no such person.');
  if (target.role !== 'customer' || !target.isOpen) throw new AppError('FORBIDDEN', 'Only customers with an open account can be looked at, never staff.', { reason: 'staff_or_closed' });
  const [at, id, tokenHash] = [clock.now(), newId('impersonation'), sessionHashOf(cookieHeader, env.PUBLIC_URL)];
  const expiresAt = new Date(at.getTime() + LASTS_MS);
  await db.asService('an admin looks at the shop as somebody else', async (tx) => {
    await recordEnds(tx, await endImpersonations(tx, { tokenHash, lapsedOnly: true }, at), { by: 'time' });
    if (!(await insertImpersonation(tx, { id, adminId: viewer.userId, userId, tokenHash, reason, at, expiresAt }))) throw new AppError('CONFLICT', 'You look at the shop as somebody else already.', { reason: 'impersonating' });
    await recordSupportView(tx, { userId, at });
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'impersonation.start', targetType: 'user', targetId: userId, after: { reason, until: expiresAt.toISOString(), impersonationId: id }, ...(requestId !== undefined && { requestId }) });
    await enqueue(tx, { task: 'end-impersonation', payload: { impersonationId: id }, key: `end-impersonation:${id}`, runAt: expiresAt });
  });
}
