'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

export function RevokeToken({ keyId, name }: { keyId: string; name: string }) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const revoke = () =>
    act.run(async () => {
      await api.tokens.revoke.mutate({ keyId });
      setOpen(false);
    });
  return (
    <Dialog title={`Revoke ${name}?`} description="Whatever uses it is refused within five seconds, and it cannot be undone. What you hold stays yours." trigger="Revoke" triggerClassName="btn btn-text btn-s" triggerLabel={`Revoke ${name}`} open={open} onOpenChange={setOpen}
      footer={<><Button tone="text" data-close="">Keep it</Button><Button tone="danger" busy={act.busy} onClick={() => void revoke()}>Revoke</Button></>}>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </Dialog>
  );
}
