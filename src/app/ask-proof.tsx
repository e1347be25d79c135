'use client';

import { useState } from 'react';
import { SignInAgain } from '@/app/sign-in-again';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import type { Problem } from '@/trpc/problem-of';
import { Button, LinkButton } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';

interface ProofProps {
  problem: Problem | null;
  onProven: () => void;
}

/** Where it is another page that helps. */
const WAYS: Readonly<Partial<Record<string, { title: string; href: string; label: string }>>> = {
  second_factor_setup: { title: 'Set up two-step sign-in first', href: '/account/security#two-step', label: 'Set it up' },
  sign_in_anew: { title: 'Sign in anew first', href: '/sign-out', label: 'Sign out' },
};

/** Whether a dialog asks for the proof over the page as it is. A form then shows no fault of its own. */
export function asksProof(problem: Problem | null): boolean {
  const reason = problem?.reason ?? '';
  return reason === 'second_factor_fresh' || reason === 'sign_in_fresh' || WAYS[reason] !== undefined;
}

/**
 * What to do about an act that asked for a fresh proof of who sits here: show a code, of the authenticator or of one's mail, and go on, or the way there. Stands beside a
 * dialog, not in it: what was typed stays. Draws the plain problem when it is another.
 */
export function AskProof({ problem, onProven }: ProofProps) {
  const [answered, setAnswered] = useState<Problem | null>(null);
  if (!problem) return null;
  const proven = () => {
    setAnswered(problem);
    onProven();
  };
  const change = (open: boolean) => {
    if (!open) setAnswered(problem);
  };
  const overlay = { open: answered !== problem, onOpenChange: change, onProven: proven };
  const way = WAYS[problem.reason ?? ''];
  if (problem.reason === 'second_factor_fresh') return <ShowCode {...overlay} />;
  if (problem.reason === 'sign_in_fresh') return <SignInAgain {...overlay} />;
  if (way) {
    return (
      <Dialog title={way.title} open={overlay.open} onOpenChange={change} footer={<><Button tone="text" data-close="">Cancel</Button><LinkButton href={way.href} tone="ink">{way.label}</LinkButton></>}>
        <p className="text-ink-2 text-[15px]">{problem.message}</p>
      </Dialog>
    );
  }
  return <p className="fault" role="alert">{problem.message}</p>;
}

function ShowCode({ open, onOpenChange, onProven }: { open: boolean; onOpenChange: (open: boolean) => void; onProven: () => void }) {
  const act = useAct();
  const [code, setCode] = useState('');
  const prove = () =>
    act.run(async () => {
      await api.security.stepUp.mutate({ code });
      setCode('');
      onProven();
      return false;
    });
  return (
    <Dialog title="Show a code first" description="This asks for a code of your authenticator, or a recovery code." open={open} onOpenChange={onOpenChange}
      footer={<><Button tone="text" data-close="">Cancel</Button><Button type="submit" form="proof" tone="ink" busy={act.busy}>Go on</Button></>}>
      <form id="proof" noValidate onSubmit={(event) => { event.preventDefault(); void prove(); }}>
        <Field label="Code" name="code" inputMode="numeric" autoComplete="one-time-code" value={code} error={act.problem?.message} inputClassName="mono" onChange={({ target }) => setCode(target.value)} />
      </form>
    </Dialog>
  );
}
