'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

export function ArchivePlatform({ ids, name }: { ids: PlatformInput; name: string }) {
  const act = useAct();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const archive = () =>
    act.run(async () => {
      await api.platforms.archive.mutate(ids);
      router.push(`/seller/${ids.seller}/platforms`);
    });
  return (
    <Dialog title={`Archive ${name}?`} description="Every key stops at once, and it cannot be undone." trigger="Archive" triggerClassName="btn btn-danger btn-s" open={open} onOpenChange={setOpen}
      footer={<><Button tone="text" data-close="">Keep it</Button><Button tone="danger" busy={act.busy} onClick={() => void archive()}>Archive</Button></>}>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </Dialog>
  );
}
