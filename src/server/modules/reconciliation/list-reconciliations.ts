import type { Database, Viewer } from '@/server/platform/db';
import type { ListReconciliationsInput, ReconciliationPage } from '@/shared/contracts/admin-reconciliation';
import { AppError } from '@/shared/errors';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { isReconcilerJobOpen, listRuns } from './runs.queries';

/** The reconciler's reports, newest first, for admins. One statement. */
export async function listReconciliations(db: Database, { viewer, input }: { viewer: Viewer; input: ListReconciliationsInput }): Promise<ReconciliationPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const reader = db.readAsService('admins see the reconciler');
  const [rows, isRunning] = await Promise.all([listRuns(reader, { after: fromCursor(input.cursor), limit: input.limit + 1 }), isReconcilerJobOpen(reader)]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const items = page.map(({ startedAt, since, finishedAt, ...run }) => ({ ...run, startedAt: startedAt.toISOString(), since: since.toISOString(), finishedAt: finishedAt?.toISOString() ?? null }));
  return { items, nextCursor: rows.length > input.limit && last ? toCursor({ at: last.startedAt, id: last.id }) : null, isRunning };
}
