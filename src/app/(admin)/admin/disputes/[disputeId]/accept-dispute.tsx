'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

/** Gives a dispute up, once asked again. */
export function AcceptDispute({ disputeId, orderNumber, amount }: { disputeId: string; orderNumber: string; amount: string }) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const accept = () =>
    act.run(async () => {
      await api.admin.acceptDispute.mutate({ disputeId });
      setOpen(false);
    });
  return (
    <Dialog title={`Give up the dispute of ${orderNumber}?`} description={`${amount} stay with the buyer, and the sellers’ parts are taken back. This cannot be undone.`} open={open} onOpenChange={setOpen} trigger="Give it up" triggerClassName="btn btn-text"
      footer={<><Button tone="text" data-close="">Keep it</Button><Button tone="danger" busy={act.busy} onClick={() => void accept()}>Give it up</Button></>}>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </Dialog>
  );
}
