import type { ExperimentView } from '@/shared/contracts/experiments';
import type { ExperimentRow } from './experiments.queries';

/** As admins see it. Pure. */
export function toExperimentView({ createdAt, startedAt, stoppedAt, ...row }: ExperimentRow): ExperimentView {
  const status = startedAt === null ? 'draft' : stoppedAt === null ? 'running' : 'stopped';
  return { ...row, status, createdAt: createdAt.toISOString(), startedAt: startedAt?.toISOString() ?? null, stoppedAt: stoppedAt?.toISOString() ?? null };
}
