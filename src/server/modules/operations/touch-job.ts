import { recordAudit } from '@/server/modules/audit/record-audit';
import type { Database, ServiceTx, Viewer } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { findIdleJob } from './jobs.queries';

export interface Touch {
  viewer: Viewer;
  jobId: string;
  requestId: string;
  /** What is done to the job, as the audit log names it: `job.retry`. */
  action: string;
  /** What the job is afterwards. */
  after: string;
  work: (tx: ServiceTx) => Promise<boolean>;
}

/** Does one thing to one job that no worker is at, for admins, with a line in the audit log. Throws NOT_FOUND, and CONFLICT when a worker is at it. */
export async function touchJob(db: Database, { viewer, jobId, requestId, action, after, work }: Touch): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  await db.asService('admins turn the queue', async (tx) => {
    const job = await findIdleJob(tx, jobId);
    if (!job) throw new AppError('NOT_FOUND', 'This job is done, or a worker is at it just now.');
    if (!(await work(tx))) throw new AppError('CONFLICT', 'This cannot be done to the job as it stands.', { reason: job.state });
    const { task, state, attempts } = job;
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action, targetType: 'job', targetId: jobId, before: { task, state, attempts }, after: { task, state: after }, requestId });
  });
}
