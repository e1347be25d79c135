'use client';

import { useState } from 'react';
import { isUnwilling } from '@/app/track';
import type { SignalAnswers } from '@/shared/contracts/discovery';
import { MOST_TOOLS, PROBLEMS, ROLES, TOOLS } from '@/shared/discovery-words';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { CheckboxRow, RadioCards } from '@/ui/choices';
import { Dialog } from '@/ui/dialog';
import { useToast } from '@/ui/toast';

const NOTHING: SignalAnswers = { role: null, tools: [], problem: null };
const TITLES = ['What do you mostly do?', 'What do you work with?', 'What would help most just now?'];
const LAST = TITLES.length - 1;

/** Allows the cookie that a visitor's answers are kept under; who is signed in needs none. */
async function allowCookie(): Promise<boolean> {
  const answer = await fetch('/api/consent', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ choice: 'all' }) });
  return answer.ok;
}

interface StepProps {
  step: number;
  draft: SignalAnswers;
  onChange: (draft: SignalAnswers) => void;
}

function Step({ step, draft, onChange }: StepProps) {
  if (step === 0) return <RadioCards legend={TITLES[0] ?? ''} name="role" value={draft.role ?? ''} onChange={(role) => onChange({ ...draft, role })} cards={ROLES.map(({ key, label }) => ({ value: key, label }))} className="sm:grid-cols-2" />;
  if (step === LAST) return <RadioCards legend={TITLES[LAST] ?? ''} name="problem" value={draft.problem ?? ''} onChange={(problem) => onChange({ ...draft, problem })} cards={PROBLEMS.map(({ key, label }) => ({ value: key, label }))} className="sm:grid-cols-2" />;
  const isFull = draft.tools.length >= MOST_TOOLS;
  return (
    <fieldset className="grid grid-cols-2 gap-x-6">
      <legend className="sr-only">{TITLES[1]}</legend>
      {TOOLS.map(({ key, label }) => {
        const isChosen = draft.tools.includes(key);
        return <CheckboxRow key={key} name="tool" value={key} label={label.charAt(0).toUpperCase() + label.slice(1)} checked={isChosen} disabled={!isChosen && isFull} onChange={() => onChange({ ...draft, tools: isChosen ? draft.tools.filter((tool) => tool !== key) : [...draft.tools, key] })} />;
      })}
    </fieldset>
  );
}

export interface QuestionsDialogProps {
  /** As they are kept; null where nothing is known yet. */
  answers: SignalAnswers | null;
  isVisitor: boolean;
  /** The browser asks not to be tracked. */
  isRefused: boolean;
  hasAny: boolean;
  /** After something was kept or forgotten. */
  onChange: () => Promise<unknown>;
}

/** Fetched when somebody answers; most who look at the page do not. */
const loadDiscovery = async () => (await import('@/trpc/browser')).api.discovery;

/** Three questions, one after the other, each of which may be skipped; and the way back from all of them. Nothing is sent before the last. */
export function QuestionsDialog({ answers, isVisitor, isRefused, hasAny, onChange }: QuestionsDialogProps) {
  const [open, setOpen] = useState(false);
  const [step, setStep] = useState(0);
  const [draft, setDraft] = useState(NOTHING);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const toast = useToast();

  function begin(): void {
    setDraft(answers ?? NOTHING);
    setStep(0);
    setProblem(null);
    setOpen(true);
  }
  async function run(work: () => Promise<unknown>, message: string): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      await onChange();
      setOpen(false);
      toast({ message });
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }
  async function save(): Promise<void> {
    if (isVisitor && !(await allowCookie())) throw new Error('the cookie was not given');
    await (await loadDiscovery()).answer.mutate(draft);
  }
  /** Takes the answer of this question back and goes on. */
  function skip(): void {
    setDraft({ ...draft, ...(step === 0 ? { role: null } : step === LAST ? { problem: null } : { tools: [] }) });
    if (step < LAST) setStep(step + 1);
  }

  const refuses = isRefused || (open && isUnwilling());
  const hasAnswers = answers !== null && (answers.role !== null || answers.problem !== null || answers.tools.length > 0);
  return (
    <>
      <Button onClick={begin}>{hasAnswers ? 'Change your answers' : 'Answer three questions'}</Button>
      <Dialog open={open} onOpenChange={setOpen} title={refuses ? 'Nothing is kept' : (TITLES[step] ?? '')} description={refuses ? undefined : `Question ${step + 1} of ${TITLES.length}. Skip what you like.`}
        footer={refuses ? <Button onClick={() => setOpen(false)}>Close</Button> : (
          <>
            {step > 0 && <Button tone="text" className="mr-auto" onClick={() => setStep(step - 1)}>Back</Button>}
            {step < LAST && <><Button tone="text" onClick={skip}>Skip</Button><Button tone="ink" onClick={() => setStep(step + 1)}>Next</Button></>}
            {step === LAST && <Button tone="ink" busy={busy} onClick={() => void run(save, 'Your answers are kept for ninety days.')}>{isVisitor ? 'Allow a cookie and show me' : 'Show me'}</Button>}
          </>
        )}>
        {refuses ? <p>Your browser asks not to be tracked. We keep no answers and nothing you look at; the shop shows you what everybody sees.</p> : (
          <>
            <Step step={step} draft={draft} onChange={setDraft} />
            {step === LAST && <p className="text-sm text-ink-2 mt-4">{isVisitor ? 'Your answers are kept under a cookie that recognises this browser for thirty days. They are used here alone, and you may forget them at any time.' : 'Your answers are used here alone. Under Privacy you see and erase them.'}</p>}
            {hasAny && isVisitor && <p className="mt-3"><Button tone="text" busy={busy} onClick={() => void run(async () => (await loadDiscovery()).forgetSignals.mutate(), 'Everything kept for this list is forgotten.')}>Forget everything</Button></p>}
            {problem !== null && <p className="fault mt-3" role="alert">{problem}</p>}
          </>
        )}
      </Dialog>
    </>
  );
}
