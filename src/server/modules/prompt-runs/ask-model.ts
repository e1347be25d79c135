import type { Env } from '@/server/platform/env';
import { logger } from '@/server/platform/logger';
import type { StartedRun } from './start-run';

/** A run ends by then, however slowly its provider writes. The sweep waits longer. */
export const RUN_MS = 90_000;
/** Of a connection that was made and lost: by then the question may have been read. */
const LOST = ['UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'ECONNRESET', 'EPIPE'];

/** How an answer ended; tokens are the provider's own count, and zero or undefined where it said none. */
export interface Answered {
  how: 'done' | 'length' | 'broken' | 'stopped';
  /** False where the provider refused, or was never reached: only then is it certain that nothing is charged for. */
  isAsked: boolean;
  inputTokens: number | undefined;
  outputTokens: number | undefined;
}

/** A piece of an answer. What a model thinks aloud is charged for, and shown to nobody. */
export interface Words {
  text: string;
  isThought: boolean;
}

type ModelEnv = Pick<Env, 'AI_BASE_URL' | 'AI_API_KEY' | 'AI_SILENCE_SECONDS'>;

interface Asking {
  /** How long its first word may take; of the silences after that the library takes care. */
  silenceMs: number;
  /** The provider has the question and did not refuse it. */
  onAsked: () => void;
}

/** Only the configured address, and no other that it points to: the key and the prompt go nowhere else. */
function fetchFrom(baseUrl: string, { silenceMs, onAsked }: Asking): typeof fetch {
  const base = new URL(baseUrl);
  return async (target, init) => {
    const url = new URL(target instanceof Request ? target.url : target);
    if (url.origin !== base.origin) throw new Error('a model may be asked at the configured address alone');
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), silenceMs);
    const signal = AbortSignal.any([silence.signal, ...(init?.signal ? [init.signal] : [])]);
    try {
      const response = await fetch(url, { ...init, signal, redirect: 'error' });
      if (response.ok) onAsked();
      return response;
    } catch (error) {
      if (signal.aborted || LOST.includes(codeOf(error))) onAsked();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
}

/**
 * Asks the model and yields its words as they come; the value it returns says how it ended. Never throws for what a provider does. What is logged of a fault is its kind: errors of the
 * library carry the prompt.
 */
export async function* askModel(env: ModelEnv, run: StartedRun, signal: AbortSignal): AsyncGenerator<Words, Answered> {
  // Loaded with the first run: most processes of a shop never ask a model.
  const [{ createOpenAICompatible }, { streamText }] = await Promise.all([import('@ai-sdk/openai-compatible'), import('ai')]);
  const baseURL = env.AI_BASE_URL ?? '';
  let isAsked = false;
  const silenceMs = env.AI_SILENCE_SECONDS * 1_000;
  const fetch = fetchFrom(baseURL, { silenceMs, onAsked: () => void (isAsked = true) });
  const provider = createOpenAICompatible({ name: 'latchkey', baseURL, includeUsage: true, fetch, ...(env.AI_API_KEY !== undefined && { apiKey: env.AI_API_KEY }) });
  const { fullStream } = streamText({
    model: provider(run.model.name),
    system: run.prompt,
    prompt: run.message,
    maxOutputTokens: run.mostOutputTokens,
    maxRetries: 0,
    abortSignal: signal,
    timeout: { totalMs: RUN_MS, chunkMs: silenceMs },
    experimental_telemetry: { isEnabled: false },
    onError: ({ error }) => logger.warn({ runId: run.id, fault: faultOf(error) }, 'a model did not answer'),
  });
  try {
    for await (const part of fullStream) {
      if (part.type === 'text-delta' || part.type === 'reasoning-delta') yield { text: part.text, isThought: part.type === 'reasoning-delta' };
      else if (part.type === 'finish') {
        const { inputTokens, outputTokens = 0, outputTokenDetails } = part.totalUsage;
        const how = part.finishReason === 'length' ? 'length' : ['stop', 'content-filter'].includes(part.finishReason) ? 'done' : 'broken';
        // Some providers count what was thought apart, and not among the answer.
        return { how, isAsked, inputTokens, outputTokens: Math.max(outputTokens, outputTokenDetails.reasoningTokens ?? 0) };
      } else if (part.type === 'error' || part.type === 'abort') break;
    }
  } catch (error) {
    // A connection that is lost in the middle is thrown; all other faults are parts of the stream.
    logger.warn({ runId: run.id, fault: faultOf(error) }, 'a model broke off');
  }
  return { how: signal.aborted ? 'stopped' : 'broken', isAsked, inputTokens: undefined, outputTokens: undefined };
}

function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const status: unknown = Reflect.get(error, 'statusCode');
  return typeof status === 'number' ? `${error.name} ${status}` : error.name;
}

function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : null;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
