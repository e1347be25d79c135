import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { RUN_MS } from './ask-model';
import { endRun, findAbandoned } from './prompt-runs.queries';

const LONGEST_MS = 3 * RUN_MS;
const MOST = 500;

/**
 * For the scheduled job alone. Ends runs whose process died: nobody knows what they used, so the budgets keep the most it can have been, and their person gets the free run
 * back. What they reserved was written down as they began, so that neither the list of models nor its prices need be the same by now. Safe to repeat, and beside a run that ends just then.
 */
export async function sweepRuns({ db }: Pick<Platform, 'db'>): Promise<void> {
  const at = clock.now();
  const runs = await findAbandoned(db.readAsService('runs that nobody ended'), { before: new Date(at.getTime() - LONGEST_MS), most: MOST });
  for (const run of runs) await db.asService('end a run whose process died', (tx) => endRun(tx, { ...run, status: 'failed', isEstimated: true, givesBack: true, at }));
}
