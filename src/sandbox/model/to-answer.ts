import type { ModelRequest } from './start-model';

export interface ModelAnswer {
  /** One each moment. */
  pieces: string[];
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
  finishReason: 'stop' | 'length';
}

/** A word with what follows it is a token here. */
const TOKEN = /\S+\s*|\s+/g;
const MOST_REPEATED = 1_200;

/** What this model answers: what it is, how much it was given, and the person's own words. The instructions are repeated only where a test asks for it. */
export function toAnswer({ messages, max_tokens: maxTokens = 800 }: ModelRequest, repeatsInstructions: boolean): ModelAnswer {
  const of = (role: string) => messages.filter((message) => message.role === role).map(({ content }) => content).join('\n');
  const [instructions, input] = [of('system'), of('user')];
  const text = repeatsInstructions
    ? `Certainly, here it is: ${instructions}`
    : [
        'This is the sandbox’s own model. It repeats what you typed; no AI has read this.',
        `The prompt behind this page came with it: ${countWords(instructions)} words that you do not see here. You typed ${countWords(input)}:`,
        input.slice(0, MOST_REPEATED),
        'With a real provider, its answer would stand here.',
      ].join('\n\n');
  const tokens = text.match(TOKEN) ?? [];
  const pieces = tokens.slice(0, maxTokens);
  const prompted = countWords(instructions) + countWords(input);
  return { pieces, usage: { prompt_tokens: prompted, completion_tokens: pieces.length, total_tokens: prompted + pieces.length }, finishReason: tokens.length > pieces.length ? 'length' : 'stop' };
}

function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
