'use client';

import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { useState } from 'react';

/** Asks once, then closes for good; what is still open is said instead. */
export function CloseSeller({ seller, name }: { seller: string; name: string }) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const close = () =>
    act.run(async () => {
      await api.sellers.close.mutate({ seller });
      setOpen(false);
    });
  return (
    <Dialog title={`Close ${name}?`} description="Its products leave the listing for good, and it cannot be opened again." open={open} onOpenChange={setOpen} trigger="Close the seller" triggerClassName="btn btn-danger"
      footer={<><Button tone="text" data-close="">Keep it open</Button><Button tone="danger" busy={act.busy} onClick={() => void close()}>Close for good</Button></>}>
      {act.problem ? <p className="fault" role="alert">{act.problem.message}</p> : <p className="text-ink-2 text-[15px]">Buyers go on using what they own.</p>}
    </Dialog>
  );
}
