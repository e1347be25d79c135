import { recordAudit } from '@/server/modules/audit/record-audit';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { ExperimentIdInput } from '@/shared/contracts/experiments';
import { AppError } from '@/shared/errors';
import type { ExperimentAsked } from './create-experiment';
import { findExperiment, stopRunning } from './experiments.queries';

/** An admin stops an experiment for good; its results stay for `RESULT_DAYS`. Throws FORBIDDEN, NOT_FOUND, CONFLICT when it does not run. */
export async function stopExperiment({ db }: Pick<Platform, 'db'>, { viewer, requestId, input }: ExperimentAsked & { input: ExperimentIdInput }): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { experimentId: id } = input;
  const at = clock.now();
  if (!(await findExperiment(db.readAsService('an admin stops an experiment'), id))) throw new AppError('NOT_FOUND', 'There is no such experiment.');
  await db.asService('an admin stops an experiment', async (tx) => {
    if (!(await stopRunning(tx, { id, at }))) throw new AppError('CONFLICT', 'This experiment is not running.', { reason: 'not_running' });
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'experiment.stop', targetType: 'experiment', targetId: id, before: { stoppedAt: null }, after: { stoppedAt: at.toISOString() }, requestId });
  });
}
