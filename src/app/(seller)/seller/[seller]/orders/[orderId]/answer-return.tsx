'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextAreaField } from '@/ui/field';

/** Accepts a return, or declines it with a reason; the buyer gets a mail with it. */
export function AnswerReturn({ seller, returnId }: { seller: string; returnId: string }) {
  const act = useAct();
  const [decision, setDecision] = useState<'approved' | 'declined' | null>(null);
  const [answer, setAnswer] = useState('');
  const [fault, setFault] = useState<string>();
  const isDeclined = decision === 'declined';
  const open = (next: 'approved' | 'declined' | null) => {
    setDecision(next);
    setFault(undefined);
  };
  const send = () => {
    if (decision === null) return;
    if (isDeclined && answer.trim().length < 3) {
      setFault('Say why, in three letters or more: the buyer reads it.');
      return;
    }
    void act.run(async () => {
      await api.fulfilment.answerReturn.mutate({ seller, returnId, decision, answer });
      open(null);
    });
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button tone="ink" size="s" onClick={() => open('approved')}>Accept</Button>
      <Button size="s" onClick={() => open('declined')}>Decline</Button>
      <Dialog title={isDeclined ? 'Decline the return' : 'Accept the return'} description={isDeclined ? 'The buyer is told, with your reason.' : 'The buyer is told to send it. Money goes back when you have it.'} open={decision !== null} onOpenChange={(next) => { if (!next) open(null); }}
        footer={<><Button tone="text" data-close="">Not now</Button><Button tone={isDeclined ? 'danger' : 'ink'} busy={act.busy} onClick={send}>{isDeclined ? 'Decline it' : 'Accept it'}</Button></>}>
        <TextAreaField label={isDeclined ? 'Why' : 'A word to the buyer'} rows={3} maxLength={500} value={answer} onChange={({ target }) => setAnswer(target.value)} error={fault ?? act.problem?.message} hint={isDeclined ? undefined : 'Such as where to send it. May stay empty.'} />
      </Dialog>
    </div>
  );
}
