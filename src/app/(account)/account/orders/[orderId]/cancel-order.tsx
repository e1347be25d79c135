'use client';

import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';

/** Closes an order that was not paid, and Stripe's page with it. */
export function CancelOrder({ orderId }: { orderId: string }) {
  const act = useAct();
  return (
    <>
      <Button busy={act.busy} onClick={() => void act.run(() => api.orders.cancel.mutate({ orderId }))}>Cancel this order</Button>
      {act.problem && <p className="fault basis-full" role="alert">{act.problem.message}</p>}
    </>
  );
}
