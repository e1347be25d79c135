'use client';

import { AskProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';

interface Props {
  seller: string;
  label: string;
  /** `onboarding`: say who one is. `dashboard`: the seller's own account. */
  to?: 'onboarding' | 'dashboard';
  tone?: 'ink' | 'line';
}

/** Asks for a fresh address at Stripe, which works once, and goes there. */
export function GoToStripe({ seller, label, to = 'onboarding', tone = 'line' }: Props) {
  const act = useAct();
  const go = () =>
    act.run(async () => {
      const { url } = await (to === 'onboarding' ? api.sellers.startOnboarding.mutate({ seller }) : api.sellers.openStripeDashboard.mutate({ seller }));
      window.location.assign(url);
      return false;
    });
  return (
    <div>
      <Button tone={tone} size={tone === 'ink' ? 'm' : 's'} busy={act.busy} onClick={() => void go()}>{label}</Button>
      <AskProof problem={act.problem} onProven={() => void go()} />
    </div>
  );
}
