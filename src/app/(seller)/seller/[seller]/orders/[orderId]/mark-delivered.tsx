'use client';

import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';

/** Notes that a parcel has arrived; `label` tells it from the others. */
export function MarkDelivered({ seller, shipmentId, label }: { seller: string; shipmentId: string; label: string }) {
  const act = useAct();
  return (
    <>
      <Button size="s" busy={act.busy} aria-label={label} onClick={() => void act.run(() => api.fulfilment.markDelivered.mutate({ seller, shipmentId }))}>It has arrived</Button>
      {act.problem && <p className="fault basis-full" role="alert">{act.problem.message}</p>}
    </>
  );
}
