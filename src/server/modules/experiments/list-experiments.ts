import type { Database, Viewer } from '@/server/platform/db';
import type { ExperimentPage, ListExperimentsInput } from '@/shared/contracts/experiments';
import { AppError } from '@/shared/errors';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { findExperiments } from './experiments.queries';
import { toExperimentView } from './to-experiment-view';

/** For admins: the experiments, the newest first, a page of them. Throws FORBIDDEN. */
export async function listExperiments(db: Pick<Database, 'readAsService'>, { viewer, input }: { viewer: Viewer; input: ListExperimentsInput }): Promise<ExperimentPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const rows = await findExperiments(db.readAsService('an admin lists experiments'), { after: fromCursor(input.cursor), limit: input.limit + 1 });
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return { items: page.map(toExperimentView), nextCursor: last ? toCursor({ at: last.createdAt, id: last.id }) : null };
}
