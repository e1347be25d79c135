import type { Database, Viewer } from '@/server/platform/db';
import type { JobIdInput } from '@/shared/contracts/admin-jobs';
import { endJob } from './jobs.queries';
import { touchJob } from './touch-job';

/** Takes the tries a job has left, for admins; audited. It stays in sight and can be tried again. Throws NOT_FOUND when it is done or a worker is at it. */
export async function giveUpJob(db: Database, { viewer, input, requestId }: { viewer: Viewer; input: JobIdInput; requestId: string }): Promise<void> {
  await touchJob(db, { viewer, jobId: input.jobId, requestId, action: 'job.give_up', after: 'dead', work: (tx) => endJob(tx, { jobId: input.jobId, why: 'Given up by an admin.' }) });
}
