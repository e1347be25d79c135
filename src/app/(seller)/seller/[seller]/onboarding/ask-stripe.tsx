'use client';

import { useEffect, useRef } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';

/** Has Stripe asked what is true now, then shows it. `atOnce`: without waiting to be pressed, as on coming back from its pages. */
export function AskStripe({ seller, atOnce }: { seller: string; atOnce: boolean }) {
  const act = useAct();
  const asked = useRef(false);
  const ask = () => act.run(() => api.sellers.refreshStanding.mutate({ seller }));
  useEffect(() => {
    if (!atOnce || asked.current) return;
    asked.current = true;
    void ask();
  });
  return (
    <div>
      <Button busy={act.busy} onClick={() => void ask()}>{act.busy ? 'Asking Stripe' : 'Ask Stripe again'}</Button>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </div>
  );
}
