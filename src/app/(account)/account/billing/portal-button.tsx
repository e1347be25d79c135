'use client';

import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button, type ButtonTone } from '@/ui/button';

/** Leads to Stripe's page about card and invoices, which leads back. */
export function PortalButton({ subscriptionId, label, toCard = false, tone = 'line' }: { subscriptionId: string; label: string; toCard?: boolean; tone?: ButtonTone }) {
  const act = useAct();
  const open = async () => {
    const { url } = await api.subscriptions.openPortal.mutate({ subscriptionId, toCard });
    window.location.assign(url);
    return false;
  };
  return (
    <>
      <Button tone={tone} busy={act.busy} onClick={() => void act.run(open)}>{label}</Button>
      {act.problem && <p className="fault basis-full" role="alert">{act.problem.message}</p>}
    </>
  );
}
