'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { formatPlural } from '@/ui/format';

/** Asks once, then calls the drop off; what it kept sells to everybody. */
export function CancelDrop({ seller, dropId, title, entryCount }: { seller: string; dropId: string; title: string; entryCount: number }) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const cancel = () => act.run(async () => {
    await api.drops.cancel.mutate({ seller, dropId });
    setOpen(false);
  });
  return (
    <Dialog title={`Call off the drop of ${title}?`} description="Everybody can buy it as before. The drop cannot be opened again." open={open} onOpenChange={setOpen} trigger="Call off" triggerClassName="btn btn-line btn-s" triggerLabel={`Call off the drop of ${title}`}
      footer={<><Button tone="text" data-close="">Keep it</Button><Button tone="danger" busy={act.busy} onClick={() => void cancel()}>Call off</Button></>}>
      {act.problem ? <p className="fault" role="alert">{act.problem.message}</p> : <p className="text-ink-2 text-[15px]">{entryCount === 0 ? 'Nobody entered yet.' : `${formatPlural(entryCount, 'person', 'people')} entered and will see that it was called off.`}</p>}
    </Dialog>
  );
}
