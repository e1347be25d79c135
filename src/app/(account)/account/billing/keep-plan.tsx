'use client';

import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';

/** Takes back the change that is planned. */
export function KeepPlan({ subscriptionId, title }: { subscriptionId: string; title: string }) {
  const act = useAct();
  return (
    <>
      <Button busy={act.busy} onClick={() => void act.run(() => api.subscriptions.keepPlan.mutate({ subscriptionId }))}>Keep {title}</Button>
      {act.problem && <p className="fault basis-full" role="alert">{act.problem.message}</p>}
    </>
  );
}
