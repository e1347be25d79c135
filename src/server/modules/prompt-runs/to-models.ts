import type { Env } from '@/server/platform/env';

/** A model people may run prompts with, and what its provider asks per million tokens, in millionths of a US dollar. */
export interface ModelPrice {
  name: string;
  inputMicros: number;
  outputMicros: number;
}

/** The allow-list of the environment, the first being the one that is taken unasked; empty without a provider. Names may hold colons, as those of versions do. */
export function toModels({ AI_BASE_URL, AI_MODELS }: Pick<Env, 'AI_BASE_URL' | 'AI_MODELS'>): ModelPrice[] {
  if (AI_BASE_URL === undefined || AI_MODELS === undefined) return [];
  return AI_MODELS.split(',').map((entry) => {
    const [, name = '', input, output] = /^\s*(.+):(\d+):(\d+)\s*$/.exec(entry) ?? [];
    return { name, inputMicros: Number(input), outputMicros: Number(output) };
  });
}

/** What so many tokens cost, in millionths of a US dollar, rounded up: a provider never charges less. */
export function costOf({ inputMicros, outputMicros }: ModelPrice, { inputTokens, outputTokens }: { inputTokens: number; outputTokens: number }): number {
  return Math.ceil((inputTokens * inputMicros + outputTokens * outputMicros) / 1_000_000);
}

/** The most tokens a text can be: no tokenizer in use makes more of it than it has bytes; and some more for the form around it. */
export function mostTokensOf(...texts: string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) + 64;
}
