import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { PromptRunEvent } from '@/shared/contracts/prompt-runs';
import { askModel, type Answered } from './ask-model';
import { getAllowance } from './get-allowance';
import { createLeakGuard } from './leak-guard';
import { endRun, type Outcome } from './prompt-runs.queries';
import type { StartedRun } from './start-run';
import { countTokens } from './count-tokens';
import { costOf } from './to-models';

interface Ended extends Omit<Answered, 'how'> {
  how: Answered['how'] | 'repeats_prompt';
}

/**
 * Runs what `startRun` reserved: yields the model's words, then one line that says how it ended. Whatever happens, also when the reader leaves, the run is settled: what it used
 * takes the place of what was reserved. A trial never shows a long part of its prompt. Holds no transaction while the model speaks.
 */
export async function* streamRun(platform: Pick<Platform, 'db' | 'env'>, { run, viewer, signal }: { run: StartedRun; viewer: Viewer; signal: AbortSignal }): AsyncGenerator<PromptRunEvent> {
  const leave = new AbortController();
  const guard = run.isTrial ? createLeakGuard(run.prompt) : null;
  let written = '';
  let thought = '';
  let ended: Ended = { how: 'stopped', isAsked: true, inputTokens: undefined, outputTokens: undefined };
  let settled: Outcome | undefined;
  try {
    const words = askModel(platform.env, run, AbortSignal.any([signal, leave.signal]));
    for (;;) {
      const next = await words.next();
      if (next.done) {
        ended = next.value;
        break;
      }
      if (next.value.isThought) {
        thought += next.value.text;
        continue;
      }
      written += next.value.text;
      const { text, isLeak } = guard?.take(next.value.text) ?? { text: next.value.text, isLeak: false };
      if (text !== '') yield { type: 'text', text };
      if (isLeak) {
        ended = { ...ended, how: 'repeats_prompt' };
        break;
      }
    }
    const rest = guard?.rest() ?? '';
    if (rest !== '') yield { type: 'text', text: rest };
  } finally {
    leave.abort();
    settled = toOutcome(run, { ...ended, written, thought });
    await settle(platform, settled);
  }
  const { inputTokens, outputTokens, costMicros } = settled;
  const allowance = await getAllowance(platform, { viewer, isTrial: run.isTrial });
  if (ended.how === 'stopped') return;
  if (ended.how === 'broken') yield { type: 'error', code: 'UNAVAILABLE', message: written === '' ? `The model did not answer.${run.isTrial ? ' This was not one of your free runs.' : ''}` : 'The model stopped in the middle of its answer.', allowance };
  else yield { type: 'end', reason: ended.how, inputTokens, outputTokens, costMicros, allowance };
}

/**
 * Where the provider gave no count, ours: of what it was sent, and of what came back before it fell silent or was cut off; the longest there can be, where it says that it has
 * answered and nothing came. Only a provider that refused, or was never reached, has cost nothing. An answer that never began gives the free run back all the same.
 */
function toOutcome(run: StartedRun, { how, isAsked, inputTokens = 0, outputTokens = 0, written, thought }: Ended & { written: string; thought: string }): Outcome {
  const isFinished = how === 'done' || how === 'length';
  // None sent, and none back of an answer that was streamed, are figures nobody has counted.
  const isCounted = { input: inputTokens > 0, output: outputTokens > 0 || (inputTokens > 0 && thought + written === '') };
  const unseen = isFinished && thought + written === '' ? run.mostOutputTokens : countTokens(thought, written);
  const counted = { inputTokens: isCounted.input ? inputTokens : countTokens(run.prompt, run.message), outputTokens: isCounted.output ? outputTokens : unseen };
  const used = isAsked ? counted : { inputTokens: 0, outputTokens: 0 };
  const givesBack = written === '' && how !== 'stopped';
  const status = isFinished ? 'finished' : givesBack ? 'failed' : 'cut';
  return { id: run.id, status, ...used, isEstimated: isAsked && !(isCounted.input && isCounted.output), costMicros: costOf(run.model, used), givesBack, at: clock.now() };
}

async function settle({ db }: Pick<Platform, 'db'>, outcome: Outcome): Promise<void> {
  await db.asService('settle what a run used', (tx) => endRun(tx, outcome));
}
