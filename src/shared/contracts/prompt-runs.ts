import { z } from 'zod';
import { Slug } from './catalog';

export const MOST_VALUE_CHARACTERS = 4_000;

/** A place in a prompt that the person fills in. */
export const PromptField = z.object({ name: z.string(), label: z.string() });
export type PromptField = z.infer<typeof PromptField>;

export const PromptOutlookInput = z.strictObject({ slug: Slug });
export type PromptOutlookInput = z.infer<typeof PromptOutlookInput>;

/** What a person has left today. */
export const PromptAllowance = z.object({
  /** Free runs before buying; null once the prompt is theirs: then tokens alone count. */
  runsLeft: z.int().nullable(),
  tokensLeft: z.int(),
});
export type PromptAllowance = z.infer<typeof PromptAllowance>;

/** Whether and how a prompt can be run in the page. `no_model`: this shop has no provider; `no_prompt`: nothing in the pack is a prompt to run. */
export const PromptOutlook = z.discriminatedUnion('state', [
  z.object({ state: z.enum(['no_model', 'no_prompt', 'signed_out']) }),
  z.object({
    state: z.literal('ready'),
    /** The person holds no key: one of the day's free runs is taken. */
    isTrial: z.boolean(),
    version: z.string(),
    fields: z.array(PromptField),
    /** The first is taken unasked. */
    models: z.array(z.string()),
    freeRunsPerDay: z.int(),
    allowance: PromptAllowance,
  }),
]);
export type PromptOutlook = z.infer<typeof PromptOutlook>;

export const RunPromptInput = z.strictObject({
  slug: Slug,
  model: z.string().min(1).max(100).optional(),
  /** By the name of the place. */
  values: z.record(z.string().min(1).max(60), z.string().max(MOST_VALUE_CHARACTERS)),
});
export type RunPromptInput = z.infer<typeof RunPromptInput>;

/** One line of the answer of POST /api/prompts/run. The last line is `end` or `error`. */
export type PromptRunEvent =
  | { type: 'text'; text: string }
  | {
      type: 'end';
      /** `length`: as long as an answer may be. `repeats_prompt`: it was about to give the prompt away. */
      reason: 'done' | 'length' | 'repeats_prompt';
      inputTokens: number;
      outputTokens: number;
      /** Millionths of a US dollar; the shop pays it. */
      costMicros: number;
      allowance: PromptAllowance;
    }
  | { type: 'error'; code: 'UNAVAILABLE'; message: string; allowance: PromptAllowance };
