import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { PromptField, RunPromptInput } from '@/shared/contracts/prompt-runs';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { dayOf } from './get-allowance';
import { openPrompt } from './open-prompt';
import { insertRun, openDays, takeFromSeller, takeFromUser, type NewRun } from './prompt-runs.queries';
import { toMessage } from './to-fields';
import { costOf, mostTokensOf, toModels, type ModelPrice } from './to-models';

/** A run whose worst case is reserved; whoever starts one streams it to its end. */
export interface StartedRun {
  id: string;
  isTrial: boolean;
  model: ModelPrice;
  prompt: string;
  message: string;
  /** The longest answer it may get, and has reserved. */
  mostOutputTokens: number;
}

/**
 * Checks who may, and takes the most the run can use from the person's and the seller's day, before anything is asked of a provider. A run that is never streamed is given up by
 * `sweepRuns`. Throws UNAVAILABLE (`no_model`, `no_prompt`), NOT_FOUND, INVALID_INPUT, LIMIT_REACHED (`free_runs`, `user_tokens`, `seller_tokens`); then nothing is taken.
 */
export async function startRun(platform: Pick<Platform, 'db' | 'env' | 'storage'>, { viewer, input }: { viewer: Viewer; input: RunPromptInput }): Promise<StartedRun> {
  const { db, env } = platform;
  const model = chooseModel(toModels(env), input.model);
  const { row, text: prompt, fields, isTrial } = await openPrompt(platform, { viewer, slug: input.slug });
  if (prompt === null) throw new AppError('UNAVAILABLE', 'Nothing in this pack can be run in the page.', { reason: 'no_prompt', retryAfterSeconds: 3_600 });
  assertValues(fields, input.values);
  const message = toMessage(fields, input.values);
  const now = clock.now();
  const most = { inputTokens: mostTokensOf(prompt, message), outputTokens: env.AI_MAX_OUTPUT_TOKENS };
  const run: NewRun = {
    id: newId('promptRun', now.getTime()),
    userId: viewer.userId,
    sellerId: row.sellerId,
    productId: row.productId,
    versionId: row.versionId,
    model: model.name,
    day: dayOf(now),
    freeRuns: isTrial ? 1 : 0,
    tokens: most.inputTokens + most.outputTokens,
    outputTokens: most.outputTokens,
    costMicros: costOf(model, most),
    at: now,
  };
  await db.asService('reserve what a run can use', async (tx) => {
    await openDays(tx, run);
    if (!(await takeFromUser(tx, run, { freeRuns: env.AI_FREE_RUNS_PER_DAY, tokens: env.AI_USER_TOKENS_PER_DAY }))) throw usedUp(isTrial);
    if (!(await takeFromSeller(tx, run, { tokens: env.AI_SELLER_TOKENS_PER_DAY })))
      throw new AppError('LIMIT_REACHED', 'This seller’s prompts have been run so often today that no more fit. Try again tomorrow.', { reason: 'seller_tokens', retryAfterSeconds: secondsLeft(now) });
    await insertRun(tx, run);
  });
  return { id: run.id, isTrial, model, prompt, message, mostOutputTokens: most.outputTokens };

  function usedUp(trial: boolean): AppError {
    const sentence = trial
      ? 'You have used today’s free runs, or this one would be longer than what is left. They are back at midnight UTC.'
      : 'This would be more than what is left of your runs today. They are back at midnight UTC.';
    return new AppError('LIMIT_REACHED', sentence, { reason: trial ? 'free_runs' : 'user_tokens', retryAfterSeconds: secondsLeft(now) });
  }
}

function chooseModel(models: readonly ModelPrice[], name: string | undefined): ModelPrice {
  const [first] = models;
  if (!first) throw new AppError('UNAVAILABLE', 'This shop has no model to run prompts with.', { reason: 'no_model', retryAfterSeconds: 3_600 });
  const model = name === undefined ? first : models.find((each) => each.name === name);
  if (!model) throw new AppError('INVALID_INPUT', 'This shop does not run that model.', { field: 'model' });
  return model;
}

function assertValues(fields: readonly PromptField[], values: Readonly<Record<string, string>>): void {
  const unknown = Object.keys(values).find((name) => !fields.some((field) => field.name === name));
  if (unknown !== undefined) throw new AppError('INVALID_INPUT', 'The prompt has changed since the page was opened. Please reload it.', { field: 'values' });
  const [first] = fields;
  if (!fields.some(({ name }) => values[name]?.trim())) throw new AppError('INVALID_INPUT', 'Fill in at least one field.', { field: first?.name ?? 'values' });
}

/** Until midnight UTC. */
function secondsLeft(now: Date): number {
  return Math.ceil((Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1) - now.getTime()) / 1000);
}
