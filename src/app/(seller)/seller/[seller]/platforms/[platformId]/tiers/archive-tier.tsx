'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { TierView } from '@/shared/contracts/platform-views';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

export function ArchiveTier({ ids, tier }: { ids: PlatformInput; tier: TierView }) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const archive = () =>
    act.run(async () => {
      await api.platforms.archiveTier.mutate({ ...ids, tierId: tier.id });
      setOpen(false);
    });
  return (
    <Dialog title={`Archive ${tier.name}?`} description="It is not offered any more, and its price at Stripe is put aside. Not while customers are on it." trigger="Archive" triggerClassName="btn btn-text btn-s" triggerLabel={`Archive ${tier.name}`} open={open} onOpenChange={setOpen}
      footer={<><Button tone="text" data-close="">Keep it</Button><Button tone="danger" busy={act.busy} onClick={() => void archive()}>Archive</Button></>}>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </Dialog>
  );
}
