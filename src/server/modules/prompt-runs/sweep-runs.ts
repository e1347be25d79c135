import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { RUN_MS } from './ask-model';
import { endRun, findAbandoned } from './prompt-runs.queries';
import { costOf, toModels } from './to-models';

const LONGEST_MS = 3 * RUN_MS;
const MOST = 500;

/**
 * For the scheduled job alone. Ends runs whose process died: nobody knows what they used, so the budgets keep the most it can have been, and their person gets the free run
 * back. Safe to repeat, and beside a run that ends just then.
 */
export async function sweepRuns({ db, env }: Pick<Platform, 'db' | 'env'>): Promise<void> {
  const at = clock.now();
  const prices = new Map(toModels(env).map((model) => [model.name, model]));
  const runs = await findAbandoned(db.readAsService('runs that nobody ended'), { before: new Date(at.getTime() - LONGEST_MS), most: MOST });
  for (const { id, model, reserved } of runs) {
    const price = prices.get(model);
    const used = { inputTokens: Math.max(0, reserved - env.AI_MAX_OUTPUT_TOKENS), outputTokens: Math.min(reserved, env.AI_MAX_OUTPUT_TOKENS) };
    await db.asService('end a run whose process died', (tx) => endRun(tx, { id, status: 'failed', ...used, costMicros: price ? costOf(price, used) : 0, isEstimated: true, givesBack: true, at }));
  }
}
