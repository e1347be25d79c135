import type { PromptRunEvent, RunPromptInput } from '@/shared/contracts/prompt-runs';

/** What stood against a run before it began, as the server says it. */
export interface RunProblem {
  reason: string | null;
  field: string | null;
  message: string;
}

/** Runs a prompt and hands on each line of the answer as it comes. Answers null once it is at its end, else what stood against it. Aborting `signal` stops the model. */
export async function readRun(input: RunPromptInput, { signal, onEvent }: { signal: AbortSignal; onEvent: (event: PromptRunEvent) => void }): Promise<RunProblem | null> {
  const response = await fetch('/api/prompts/run', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input), signal });
  if (!response.ok || !response.body) return problemOf(await response.json().catch(() => null));
  const lines = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let isEnded = false;
  for (let part = await lines.read(); !part.done; part = await lines.read()) {
    const whole = (rest + part.value).split('\n');
    rest = whole.pop() ?? '';
    for (const line of whole) {
      // Written by our own server in this form.
      const event = JSON.parse(line) as PromptRunEvent;
      isEnded ||= event.type !== 'text';
      onEvent(event);
    }
  }
  return isEnded ? null : { reason: 'cut', field: null, message: 'The connection broke in the middle of the answer.' };
}

function problemOf(answer: unknown): RunProblem {
  const error: unknown = Reflect.get(Object(answer), 'error');
  const text = (from: unknown, key: string) => {
    const value: unknown = Reflect.get(Object(from), key);
    return typeof value === 'string' ? value : null;
  };
  const details: unknown = Reflect.get(Object(error), 'details');
  return { reason: text(details, 'reason'), field: text(details, 'field'), message: text(error, 'message') ?? 'The shop did not answer. Nothing was counted; please try again.' };
}
