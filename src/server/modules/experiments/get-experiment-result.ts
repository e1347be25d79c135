import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { ArmResult, ExperimentArm, ExperimentIdInput, ExperimentResult, Rate } from '@/shared/contracts/experiments';
import { AppError } from '@/shared/errors';
import { countArms, findExperiment, type ArmCounts } from './experiments.queries';
import { toDifference, toRate } from './to-intervals';
import { toExperimentView } from './to-experiment-view';

/** For admins: what an experiment says so far, arm by arm, each beside the first. Throws FORBIDDEN, NOT_FOUND. */
export async function getExperimentResult(db: Pick<Database, 'readAsService'>, { viewer, input }: { viewer: Viewer; input: ExperimentIdInput }): Promise<ExperimentResult> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const reader = db.readAsService('an admin reads what an experiment says');
  const row = await findExperiment(reader, input.experimentId);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such experiment.');
  const counts = await countArms(reader, { id: row.id, until: row.stoppedAt ?? clock.now() });
  return { experiment: toExperimentView(row), arms: toArmResults(row.arms, counts) };
}

/** Every arm, also one that nobody has been shown. Pure. */
export function toArmResults(arms: readonly ExperimentArm[], counts: readonly ArmCounts[]): ArmResult[] {
  const rates = arms.map((arm) => {
    const found = counts.find(({ strategy }) => strategy === arm.strategy) ?? { subjects: 0, clickers: 0, buyers: 0 };
    return { ...arm, subjects: found.subjects, clickThrough: toRate(found.clickers, found.subjects), purchase: toRate(found.buyers, found.subjects) };
  });
  const [base] = rates;
  const beside = (rate: Rate, first: Rate | undefined) => (first && first !== rate ? toDifference(rate, first) : null);
  return rates.map((arm) => ({ ...arm, clickDifference: beside(arm.clickThrough, base?.clickThrough), purchaseDifference: beside(arm.purchase, base?.purchase) }));
}
