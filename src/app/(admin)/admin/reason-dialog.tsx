'use client';

import { useState } from 'react';
import { AskProof, asksProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import { Button, type ButtonTone } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextAreaField } from '@/ui/field';
import { useToast } from '@/ui/toast';

interface ReasonDialogProps {
  label: string;
  title: string;
  description: string;
  /** Who reads it, for the field. */
  field: string;
  tone?: ButtonTone;
  /** What is said when it is done. */
  done: string;
  onReason: (reason: string) => Promise<unknown>;
}

/** Asks for a reason, then does it, says so, and shows the page as it is then. */
export function ReasonDialog({ label, title, description, field, tone = 'danger', done, onReason }: ReasonDialogProps) {
  const act = useAct();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const go = () =>
    void act.run(async () => {
      const answer = await onReason(reason);
      if (answer === false) return false;
      setOpen(false);
      setReason('');
      toast({ message: done });
      return true;
    });
  return (
    <>
      <Dialog title={title} description={description} open={open} onOpenChange={setOpen} trigger={label} triggerClassName={tone === 'danger' ? 'btn btn-danger' : 'btn btn-line'}
        footer={<><Button tone="text" data-close="">Leave it</Button><Button tone={tone} busy={act.busy} disabled={reason.trim() === ''} onClick={go}>{label}</Button></>}>
        <TextAreaField label={field} name="reason" rows={4} maxLength={1000} value={reason} error={asksProof(act.problem) ? undefined : act.problem?.message} onChange={(event) => setReason(event.target.value)} />
      </Dialog>
      {asksProof(act.problem) && <AskProof problem={act.problem} onProven={go} />}
    </>
  );
}
