import type { Database, Viewer } from '@/server/platform/db';
import type { IngestRunPage, ListIngestRunsInput } from '@/shared/contracts/admin-ingest';
import { AppError } from '@/shared/errors';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { findRuns } from './ingest-runs.queries';

/** Ingest runs, newest first, a page of them. Throws FORBIDDEN for anyone but admins. */
export async function listIngestRuns(db: Database, viewer: Viewer, input: ListIngestRunsInput): Promise<IngestRunPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'Only admins see ingest runs.');
  const runs = await findRuns(db.readAsService('ingest: list runs for an admin'), { after: fromCursor(input.cursor), limit: input.limit + 1 });
  const items = runs.slice(0, input.limit);
  const last = runs.length > input.limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? toCursor({ at: new Date(last.startedAt), id: last.id }) : null };
}
