import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { PromptRunEvent } from '@/shared/contracts/prompt-runs';
import { askModel, type Answered } from './ask-model';
import { getAllowance } from './get-allowance';
import { createLeakGuard } from './leak-guard';
import { endRun, type Outcome } from './prompt-runs.queries';
import type { StartedRun } from './start-run';
import { costOf, mostTokensOf } from './to-models';

type Ending = Answered['how'] | 'repeats_prompt';

/**
 * Runs what `startRun` reserved: yields the model's words, then one line that says how it ended. Whatever happens, also when the reader leaves, the run is settled: what it used
 * takes the place of what was reserved. A trial never shows a long part of its prompt. Holds no transaction while the model speaks.
 */
export async function* streamRun(platform: Pick<Platform, 'db' | 'env'>, { run, viewer, signal }: { run: StartedRun; viewer: Viewer; signal: AbortSignal }): AsyncGenerator<PromptRunEvent> {
  const leave = new AbortController();
  const guard = run.isTrial ? createLeakGuard(run.prompt) : null;
  let written = '';
  let ended: Omit<Answered, 'how'> & { how: Ending } = { how: 'stopped', inputTokens: undefined, outputTokens: undefined };
  let settled: Outcome | undefined;
  try {
    const words = askModel(platform.env, run, AbortSignal.any([signal, leave.signal]));
    for (;;) {
      const next = await words.next();
      if (next.done) {
        ended = next.value;
        break;
      }
      written += next.value;
      const { text, isLeak } = guard?.take(next.value) ?? { text: next.value, isLeak: false };
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
    settled = toOutcome(run, { ...ended, written });
    await settle(platform, settled);
  }
  const { inputTokens, outputTokens, costMicros } = settled;
  const allowance = await getAllowance(platform, { viewer, isTrial: run.isTrial });
  if (ended.how === 'stopped') return;
  if (ended.how === 'broken') yield { type: 'error', code: 'UNAVAILABLE', message: written === '' ? 'The model did not answer. This run was not counted.' : 'The model stopped in the middle of its answer.', allowance };
  else yield { type: 'end', reason: ended.how, inputTokens, outputTokens, costMicros, allowance };
}

/** Where the provider gave no count, the most it can have been: cut streams are charged for as well. An answer that never began is taken to cost nothing. */
function toOutcome(run: StartedRun, { how, inputTokens, outputTokens, written }: Omit<Answered, 'how'> & { how: Ending; written: string }): Outcome {
  const isNothing = how === 'broken' && written === '';
  const used = {
    inputTokens: inputTokens ?? (isNothing ? 0 : mostTokensOf(run.prompt, run.message)),
    outputTokens: outputTokens ?? Math.min(Buffer.byteLength(written), isNothing ? 0 : Number.MAX_SAFE_INTEGER),
  };
  const status = how === 'done' || how === 'length' ? 'finished' : isNothing ? 'failed' : 'cut';
  return { id: run.id, status, ...used, costMicros: costOf(run.model, used), givesBack: isNothing, at: clock.now() };
}

async function settle({ db }: Pick<Platform, 'db'>, outcome: Outcome): Promise<void> {
  await db.asService('settle what a run used', (tx) => endRun(tx, outcome));
}
