import { recordAudit } from '@/server/modules/audit/record-audit';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { Viewer } from '@/server/platform/db';
import type { CreateExperimentInput } from '@/shared/contracts/experiments';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { insertExperiment } from './experiments.queries';

export interface ExperimentAsked {
  viewer: Viewer;
  requestId: string;
}

/** An admin writes an experiment down; nobody is in it until it is started. Throws FORBIDDEN. */
export async function createExperiment({ db }: Pick<Platform, 'db'>, { viewer, requestId, input }: ExperimentAsked & { input: CreateExperimentInput }): Promise<{ experimentId: string }> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const [id, at] = [newId('experiment'), clock.now()];
  await db.asService('an admin writes an experiment down', async (tx) => {
    await insertExperiment(tx, { ...input, id, createdBy: viewer.userId, at });
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'experiment.create', targetType: 'experiment', targetId: id, after: { name: input.name, arms: input.arms, trafficPercent: input.trafficPercent }, requestId });
  });
  return { experimentId: id };
}
