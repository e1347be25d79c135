import type { Database, Viewer } from '@/server/platform/db';
import type { ExperimentView } from '@/shared/contracts/experiments';
import { AppError } from '@/shared/errors';
import { findExperiments } from './experiments.queries';
import { toExperimentView } from './to-experiment-view';

/** More than one shop ever tries; the page lists them all. */
const MOST = 200;

/** For admins: the experiments, the newest first. Throws FORBIDDEN. */
export async function listExperiments(db: Pick<Database, 'readAsService'>, { viewer }: { viewer: Viewer }): Promise<ExperimentView[]> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  return (await findExperiments(db.readAsService('an admin lists experiments'), MOST)).map(toExperimentView);
}
