'use client';

import { Play, Square } from 'lucide-react';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import type { PromptAllowance, PromptOutlook, PromptRunEvent } from '@/shared/contracts/prompt-runs';
import { Button } from '@/ui/button';
import { Select, TextAreaField } from '@/ui/field';
import { formatPlural } from '@/ui/format';
import { readRun, type RunProblem } from './read-run';

type Ready = Extract<PromptOutlook, { state: 'ready' }>;
type End = Exclude<PromptRunEvent, { type: 'text' }>;

/** As in the contract, which browsers do not load. */
const MOST_CHARACTERS = 4_000;

const END_WORDS = {
  done: 'Done.',
  length: 'Cut here: answers in the page have a greatest length.',
  repeats_prompt: 'Stopped: the answer had begun to repeat the prompt, which stays covered until it is yours.',
};

function leftOf({ runsLeft, tokensLeft }: PromptAllowance, freeRunsPerDay: number): string {
  return runsLeft === null ? `${tokensLeft.toLocaleString('en-US')} tokens left today` : `${runsLeft} of ${formatPlural(freeRunsPerDay, 'free run')} left today`;
}

function endOf(end: End, isEmpty: boolean): string {
  if (end.type === 'error') return end.message;
  const isFree = end.allowance.runsLeft !== null;
  const words = isEmpty ? `The model answered with nothing.${isFree ? ' This was not one of your free runs.' : ''}` : END_WORDS[end.reason];
  return `${words} ${formatPlural(end.inputTokens + end.outputTokens, 'token')}; the shop pays for them.`;
}

/** Runs one prompt at a time; what came of the last one stays until the next. */
function useRun({ allowance: first }: Ready) {
  const [answer, setAnswer] = useState('');
  const [isRunning, setRunning] = useState(false);
  const [end, setEnd] = useState<End | 'stopped' | null>(null);
  const [problem, setProblem] = useState<RunProblem | null>(null);
  const [allowance, setAllowance] = useState(first);
  const leave = useRef<AbortController>(null);
  useEffect(() => () => leave.current?.abort(), []);

  const onEvent = (event: PromptRunEvent) => {
    if (event.type === 'text') setAnswer((before) => before + event.text);
    else {
      setEnd(event);
      setAllowance(event.allowance);
    }
  };
  const run = async (input: Parameters<typeof readRun>[0]) => {
    const { signal } = (leave.current = new AbortController());
    setAnswer('');
    setEnd(null);
    setProblem(null);
    setRunning(true);
    try {
      setProblem(await readRun(input, { signal, onEvent }));
    } catch {
      // Stopped by hand, it counts all the same.
      if (!signal.aborted) setProblem({ reason: null, field: null, message: 'The shop did not answer. Please try again.' });
      else {
        setEnd('stopped');
        setAllowance((before) => ({ ...before, runsLeft: before.runsLeft === null ? null : Math.max(0, before.runsLeft - 1) }));
      }
    } finally {
      setRunning(false);
    }
  };
  return { answer, isRunning, end, problem, allowance, run, stop: () => leave.current?.abort() };
}

/** The blanks to fill in, the act, and the answer as it is written. */
export function PromptRunner({ slug, outlook }: { slug: string; outlook: Ready }) {
  const { fields, models, freeRunsPerDay, isTrial } = outlook;
  const [values, setValues] = useState<Record<string, string>>({});
  const [model, setModel] = useState(models[0] ?? '');
  const { answer, isRunning, end, problem, allowance, run, stop } = useRun(outlook);
  const isUsedUp = allowance.runsLeft === 0 || allowance.tokensLeft === 0;
  const said = isRunning ? 'The model is answering.' : end === 'stopped' ? 'Stopped by you. It counts as a run.' : end ? endOf(end, answer === '') : '';

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isRunning) stop();
    else void run({ slug, values, ...(models.length > 1 && { model }) });
  };
  return (
    <form className="mt-6 grid gap-4 max-w-[720px]" onSubmit={submit}>
      {/* Lines, not a line: what goes into a prompt is mostly pasted. */}
      {fields.map(({ name, label }) => (
        <TextAreaField key={name} label={label} name={name} rows={fields.length === 1 ? 5 : 2} maxLength={MOST_CHARACTERS} value={values[name] ?? ''}
          error={problem?.field === name ? problem.message : undefined} onChange={({ target }) => setValues({ ...values, [name]: target.value })} />
      ))}
      {models.length > 1 && <Select label="Model" className="max-w-80" value={model} onChange={({ target }) => setModel(target.value)} options={models.map((name) => ({ value: name, label: name }))} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {/* One button for both, which keeps the focus; a press that had stopped the run would else send the form again. */}
        <Button type="submit" tone={isTrial || isRunning ? 'line' : 'own'} disabled={isUsedUp && !isRunning}>
          {isRunning ? <><Square className="ic" aria-hidden="true" />Stop</> : <><Play className="ic" aria-hidden="true" />{isTrial ? 'Try it' : 'Run it'}</>}
        </Button>
        <p className="text-sm text-ink-2">{isUsedUp ? 'Today’s runs are used up. They are back at midnight UTC.' : leftOf(allowance, freeRunsPerDay)}</p>
      </div>
      {problem && !fields.some(({ name }) => name === problem.field) && <p className="fault" role="alert">{problem.message}</p>}
      {(answer !== '' || isRunning) && (
        <section className="panel overflow-hidden" aria-label="Answer" aria-busy={isRunning}>
          <p className="mono text-[13px] text-ink-3 px-4 lg:px-6 py-3 border-b border-line">{model}</p>
          <p className="p-4 lg:p-6 whitespace-pre-wrap break-words min-h-24" tabIndex={0}>{answer}</p>
        </section>
      )}
      {/* Told when it begins and when it ends, not with each word. */}
      <p role="status" className={end !== null && typeof end === 'object' && end.type === 'error' ? 'fault' : 'text-sm text-ink-2'}>{said}</p>
    </form>
  );
}
