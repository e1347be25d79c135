import type { Database, Viewer } from '@/server/platform/db';
import type { IngestRunDetail } from '@/shared/contracts/ingest';
import { AppError } from '@/shared/errors';
import { findResults, findRun } from './ingest-runs.queries';

/** One ingest run with its report, line by line. Throws FORBIDDEN, NOT_FOUND. */
export async function getIngestRun(db: Database, viewer: Viewer, { runId }: { runId: string }): Promise<IngestRunDetail> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'Only admins see ingest runs.');
  const reader = db.readAsService('ingest: show a run to an admin');
  const run = await findRun(reader, runId);
  if (run === undefined) throw new AppError('NOT_FOUND', 'There is no such ingest run.');
  return { ...run, results: await findResults(reader, runId) };
}
