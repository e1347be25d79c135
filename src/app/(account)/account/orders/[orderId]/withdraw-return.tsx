'use client';

import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';

/** The buyer keeps it after all. */
export function WithdrawReturn({ returnId }: { returnId: string }) {
  const act = useAct();
  return (
    <>
      <Button size="s" busy={act.busy} onClick={() => void act.run(() => api.fulfilment.withdrawReturn.mutate({ returnId }))}>Keep it after all</Button>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </>
  );
}
