'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import type { Problem } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';

/** What to do about an act that asked for a fresh proof of who sits here: show a code and go on, or the way there. Draws the plain problem when it is another. */
export function AskProof({ problem, onProven }: { problem: Problem | null; onProven: () => void }) {
  const act = useAct();
  const [code, setCode] = useState('');
  const [answered, setAnswered] = useState<Problem | null>(null);
  if (!problem) return null;
  const prove = () =>
    act.run(async () => {
      await api.security.stepUp.mutate({ code });
      setCode('');
      setAnswered(problem);
      onProven();
      return false;
    });
  if (problem.reason === 'second_factor_setup') return <p className="fault" role="alert"><span>{problem.message} <a className="link" href="/account/security#two-step">Set it up</a></span></p>;
  if (problem.reason === 'sign_in_fresh') return <p className="fault" role="alert"><span>{problem.message} <a className="link" href="/sign-out">Sign out</a></span></p>;
  if (problem.reason !== 'second_factor_fresh') return <p className="fault" role="alert">{problem.message}</p>;
  return (
    <Dialog title="Show a code first" description="This asks for a code of your authenticator, or a recovery code." open={answered !== problem} onOpenChange={(open) => { if (!open) setAnswered(problem); }}
      footer={<><Button tone="text" data-close="">Cancel</Button><Button type="submit" form="proof" tone="ink" busy={act.busy}>Go on</Button></>}>
      <form id="proof" noValidate onSubmit={(event) => { event.preventDefault(); void prove(); }}>
        <Field label="Code" name="code" inputMode="numeric" autoComplete="one-time-code" value={code} error={act.problem?.message} inputClassName="mono" onChange={({ target }) => setCode(target.value)} />
      </form>
    </Dialog>
  );
}
