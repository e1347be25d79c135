import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { PromptAllowance } from '@/shared/contracts/prompt-runs';
import { findUse } from './prompt-runs.queries';

/** The UTC day budgets are counted by. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** What the viewer has left today. */
export async function getAllowance({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, isTrial }: { viewer: Viewer; isTrial: boolean }): Promise<PromptAllowance> {
  const { freeRuns, tokens } = await findUse(db.readAsService('what a person has left of a day'), { userId: viewer.userId, day: dayOf(clock.now()) });
  return { runsLeft: isTrial ? Math.max(0, env.AI_FREE_RUNS_PER_DAY - freeRuns) : null, tokensLeft: Math.max(0, env.AI_USER_TOKENS_PER_DAY - tokens) };
}
