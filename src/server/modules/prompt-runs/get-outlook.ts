import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { PromptOutlook, PromptOutlookInput } from '@/shared/contracts/prompt-runs';
import { getAllowance } from './get-allowance';
import { openPrompt } from './open-prompt';
import { toModels } from './to-models';

/** For anyone: whether they can run this prompt in the page, and with what. Of the prompt itself only the names of its places are told. Throws NOT_FOUND. */
export async function getOutlook(platform: Pick<Platform, 'db' | 'env' | 'storage'>, { viewer, input }: { viewer: Viewer | null; input: PromptOutlookInput }): Promise<PromptOutlook> {
  const models = toModels(platform.env);
  if (models.length === 0) return { state: 'no_model' };
  if (viewer === null) return { state: 'signed_out' };
  const { row, text, fields, isTrial } = await openPrompt(platform, { viewer, slug: input.slug });
  if (text === null) return { state: 'no_prompt' };
  return {
    state: 'ready',
    isTrial,
    version: row.version,
    fields,
    models: models.map(({ name }) => name),
    freeRunsPerDay: platform.env.AI_FREE_RUNS_PER_DAY,
    allowance: await getAllowance(platform, { viewer, isTrial }),
  };
}
