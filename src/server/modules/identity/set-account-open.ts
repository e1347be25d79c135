import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { enqueue } from '@/server/platform/queue';
import { AppError } from '@/shared/errors';
import { recordAudit } from '../audit/record-audit';
import { deleteSessionsOf, updateDisabled } from './identity.queries';

/**
 * Admins may, and not to themselves. Closes an account, ending its sessions at once and what it subscribes to with what is paid for, or opens it again; audited. Throws FORBIDDEN, NOT_FOUND.
 */
export async function setAccountOpen(platform: Pick<Platform, 'db'>, viewer: Viewer, { userId, open, reason, requestId }: { userId: string; open: boolean; reason?: string; requestId: string }): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  if (viewer.userId === userId) throw new AppError('FORBIDDEN', 'You cannot close your own account here.');
  const now = clock.now();
  await platform.db.asService('open or close an account', async (tx) => {
    const found = await updateDisabled(tx, { userId, disabledAt: open ? null : now });
    if (!found) throw new AppError('NOT_FOUND', open ? 'There is no such person, or they are being erased.' : 'There is no such person.');
    if (!open) {
      await deleteSessionsOf(tx, userId);
      await enqueue(tx, { task: 'cancel-closed', payload: { userId }, key: `cancel-closed:${userId}` });
    }
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: open ? 'user.open' : 'user.close', targetType: 'user', targetId: userId, after: { open, ...(reason !== undefined && { reason }) }, requestId });
  });
}
