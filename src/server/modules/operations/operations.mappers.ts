import type { JobView } from '@/shared/contracts/admin-jobs';
import type { JobRow } from './jobs.queries';

/** A job as admins see it. Pure. */
export function toJobView({ id, runAt, createdAt, updatedAt, task, state, attempts, maxAttempts, lastError, key }: JobRow): JobView {
  return { id: String(id), task, state, attempts, maxAttempts, lastError, key, runAt: runAt.toISOString(), createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
