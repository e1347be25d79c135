import type { Database, Viewer } from '@/server/platform/db';
import type { JobIdInput } from '@/shared/contracts/admin-jobs';
import { makeJobDue } from './jobs.queries';
import { touchJob } from './touch-job';

/** Has a job run now, with all its tries before it, for admins; audited. Throws NOT_FOUND when it is done or a worker is at it. */
export async function retryJob(db: Database, { viewer, input, requestId }: { viewer: Viewer; input: JobIdInput; requestId: string }): Promise<void> {
  await touchJob(db, { viewer, jobId: input.jobId, requestId, action: 'job.retry', after: 'waiting', work: (tx) => makeJobDue(tx, input.jobId) });
}
