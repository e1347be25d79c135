'use client';

import { useState, type ReactNode } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextAreaField } from '@/ui/field';
import { formatCount } from '@/ui/format';
import { useToast } from '@/ui/toast';

const LONGEST = 20_000;

interface Props {
  disputeId: string;
  orderNumber: string;
  /** What we wrote ourselves, to be put in the admin's words. */
  story: string;
  isSubmitted: boolean;
  /** Another way to end it, beside the buttons. */
  children?: ReactNode;
}

/** Keeps the packet at Stripe, or hands it to the bank, with the story as the admin tells it. */
export function AnswerDispute({ disputeId, orderNumber, story, isSubmitted, children }: Props) {
  const act = useAct();
  const toast = useToast();
  const [text, setText] = useState(story);
  const [isAsking, setIsAsking] = useState(false);
  const send = (submit: boolean) =>
    act.run(async () => {
      await api.admin.submitEvidence.mutate({ disputeId, submit, ...(text !== story && { text }) });
      setIsAsking(false);
      toast({ message: submit ? 'The bank has our evidence.' : 'The evidence is kept at Stripe, and not handed over yet.' });
    });
  return (
    <>
      <TextAreaField label="The story, in your words" rows={9} maxLength={LONGEST} value={text} onChange={({ target }) => setText(target.value)} error={isAsking ? undefined : act.problem?.message} hint={`${formatCount(LONGEST - text.length)} characters are left. Dates and facts persuade banks; feelings do not.`} />
      <div className="mt-4 flex flex-wrap gap-2">
        <Dialog title={`Answer the dispute of ${orderNumber}?`} description="Most banks read one answer only. What is handed over cannot be taken back." open={isAsking} onOpenChange={setIsAsking} trigger={isSubmitted ? 'Hand over again' : 'Hand over to the bank'} triggerClassName="btn btn-ink"
          footer={<><Button tone="text" data-close="">Look again</Button><Button tone="ink" busy={act.busy} onClick={() => void send(true)}>Hand it over</Button></>}>
          {act.problem ? <p className="fault" role="alert">{act.problem.message}</p> : <p className="text-[15px]">Everything above goes with it, as our records have it now.</p>}
        </Dialog>
        <Button busy={act.busy && !isAsking} onClick={() => void send(false)}>Keep at Stripe</Button>
        {children}
      </div>
    </>
  );
}
