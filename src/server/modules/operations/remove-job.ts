import type { Database, Viewer } from '@/server/platform/db';
import type { JobIdInput } from '@/shared/contracts/admin-jobs';
import { removeDeadJob } from './jobs.queries';
import { touchJob } from './touch-job';

/** Takes a job that was given up out of the queue for good, for admins; audited. Throws NOT_FOUND when it is done, CONFLICT when it has a try left. */
export async function removeJob(db: Database, { viewer, input, requestId }: { viewer: Viewer; input: JobIdInput; requestId: string }): Promise<void> {
  await touchJob(db, { viewer, jobId: input.jobId, requestId, action: 'job.remove', after: 'removed', work: (tx) => removeDeadJob(tx, input.jobId) });
}
