import { recordAudit } from '@/server/modules/audit/record-audit';
import type { Database, Viewer } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { AppError } from '@/shared/errors';

/** For admins: has payouts made as soon as a worker is free instead of at night, with a line in the audit log. Asked twice before it has begun, it runs once. */
export async function requestPayouts(db: Database, { viewer, requestId }: { viewer: Viewer; requestId: string }): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  await db.asService('payouts are written by the service alone', async (tx) => {
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'payouts.run', targetType: 'payouts', targetId: 'all', requestId });
    await enqueue(tx, { task: 'run-payouts', payload: {}, key: 'run-payouts' });
  });
}
