import type { Database, Viewer } from '@/server/platform/db';
import type { JobFile, JobIdInput } from '@/shared/contracts/admin-jobs';
import { AppError } from '@/shared/errors';
import { findJob } from './jobs.queries';
import { toJobView } from './operations.mappers';

/** One job with what it was given, for admins. Throws NOT_FOUND also when it is done: the queue keeps only what is not. */
export async function getJob(db: Database, { viewer, input }: { viewer: Viewer; input: JobIdInput }): Promise<JobFile> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const row = await findJob(db.readAsService('admins see the queue'), input.jobId);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such job, or it is done.');
  return { ...toJobView(row), payload: JSON.stringify(row.payload, null, 2) };
}
