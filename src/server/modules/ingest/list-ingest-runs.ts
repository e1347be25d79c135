import type { Database, Viewer } from '@/server/platform/db';
import type { IngestRunSummary } from '@/shared/contracts/ingest';
import { AppError } from '@/shared/errors';
import { findRuns } from './ingest-runs.queries';

/** The newest ingest runs, at most `limit`. Throws FORBIDDEN for anyone but admins. */
export async function listIngestRuns(db: Database, viewer: Viewer, { limit }: { limit: number }): Promise<IngestRunSummary[]> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'Only admins see ingest runs.');
  return findRuns(db.readAsService('ingest: list runs for an admin'), { limit, runId: null });
}
