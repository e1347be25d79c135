import { recordAudit } from '@/server/modules/audit/record-audit';
import type { Database, Viewer } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { AppError } from '@/shared/errors';

/** Has the books checked as soon as a worker is free, for admins, with a line in the audit log. Asked twice before it has begun, it runs once. */
export async function requestBooksRun(db: Database, { viewer, requestId }: { viewer: Viewer; requestId: string }): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  await db.asService('admins have the books checked', async (tx) => {
    await enqueue(tx, { task: 'check-books', payload: { requestedBy: viewer.userId }, key: 'books:now' });
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'books.check', targetType: 'books', targetId: 'all', requestId });
  });
}
