'use client';

import { useState } from 'react';
import { AskProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import type { Problem } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';

/** Takes the address, typed by hand, before the account is closed for good. */
export function EraseDialog({ email }: { email: string }) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [confirm, setConfirm] = useState('');
  // A refusal that is no typing error stands on the page, where the code is asked for; the dialog makes room for it.
  const [answered, setAnswered] = useState<Problem | null>(null);
  const erase = () =>
    void act.run(async () => {
      await api.privacy.erase.mutate({ confirm });
      // The session is over: a full load, so that nothing of the person stays in memory.
      window.location.assign('/goodbye');
      return false;
    });
  const fault = act.faultOf('confirm');
  const isRefused = act.problem !== null && act.problem !== answered && !fault;
  const change = (next: boolean) => {
    if (next) setAnswered(act.problem);
    setOpen(next);
  };
  return (
    <>
      <Dialog title="Erase your account?" description={<>Type <span className="font-medium break-words">{email}</span> to say that you mean it.</>} trigger="Erase my account" triggerClassName="btn btn-danger" open={open && !isRefused} onOpenChange={change}
        footer={<><Button tone="text" data-close="">Keep my account</Button><Button type="submit" form="erase" tone="danger" busy={act.busy}>Erase it for good</Button></>}>
        <form id="erase" noValidate onSubmit={(event) => { event.preventDefault(); erase(); }}>
          <Field label="Your mail address" name="confirm" autoComplete="off" autoCapitalize="none" spellCheck={false} value={confirm} error={fault} onChange={({ target }) => setConfirm(target.value)} />
        </form>
      </Dialog>
      {isRefused && <AskProof problem={act.problem} onProven={erase} />}
    </>
  );
}
