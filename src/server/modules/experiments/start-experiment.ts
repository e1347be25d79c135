import { recordAudit } from '@/server/modules/audit/record-audit';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { ExperimentIdInput } from '@/shared/contracts/experiments';
import { AppError } from '@/shared/errors';
import type { ExperimentAsked } from './create-experiment';
import { startDraft } from './experiments.queries';

/** An admin starts an experiment: from now on its arms and its traffic stay as they are. Throws FORBIDDEN, NOT_FOUND, CONFLICT while another runs or when it was started before. */
export async function startExperiment({ db }: Pick<Platform, 'db'>, { viewer, requestId, input }: ExperimentAsked & { input: ExperimentIdInput }): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { experimentId: id } = input;
  const at = clock.now();
  await db.asService('an admin starts an experiment', async (tx) => {
    const outcome = await startDraft(tx, { id, at });
    if (outcome === 'missing') throw new AppError('NOT_FOUND', 'There is no such experiment.');
    if (outcome === 'not_a_draft') throw new AppError('CONFLICT', 'This experiment was started before. Write a new one down.', { reason: 'not_a_draft' });
    if (outcome === 'other_runs') throw new AppError('CONFLICT', 'Another experiment is running. Stop it first: two at once would blur each other.', { reason: 'other_runs' });
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'experiment.start', targetType: 'experiment', targetId: id, before: { startedAt: null }, after: { startedAt: at.toISOString() }, requestId });
  });
}
