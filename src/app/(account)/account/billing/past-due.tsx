'use client';

import { CircleAlert } from 'lucide-react';
import { useAct } from '@/app/use-act';
import type { SubscriptionView } from '@/shared/contracts/subscriptions';
import { dateText, type Formats } from '@/shared/moment-text';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { PortalButton } from './portal-button';

/** What a failed payment means, until when nothing changes, and what to do. */
export function PastDue({ subscription: { id, state, graceEndsAt, mayChange, productTitle }, formats }: { subscription: SubscriptionView; formats: Formats }) {
  const act = useAct();
  const pay = async () => {
    const { redirectUrl } = await api.subscriptions.pay.mutate({ subscriptionId: id });
    if (redirectUrl === null) return true;
    window.location.assign(redirectUrl);
    return false;
  };
  return (
    <div className="mt-4 rounded-[6px] bg-warn-wash p-4" role="region" aria-label={`Unpaid: ${productTitle}`}>
      <p className="flex gap-2.5 items-start font-semibold text-warn"><CircleAlert className="ic mt-0.5 flex-none" aria-hidden="true" />{state === 'lapsed' ? 'Paused: the payment did not come' : 'The last payment did not go through'}</p>
      <p className="mt-1 text-[15px]">{state === 'lapsed' ? 'What it opens is closed. Pay, and all of it is open again at once; files you have are not touched.' : `Nothing changes until ${graceEndsAt ? dateText(graceEndsAt, formats) : 'then'}. After that, what it opens is closed until it is paid.`}</p>
      {mayChange && (
        <div className="mt-4 flex flex-wrap gap-2">
          <Button tone="ink" busy={act.busy} onClick={() => void act.run(pay)}>Pay now</Button>
          <PortalButton subscriptionId={id} label="Change the card" toCard />
        </div>
      )}
      {act.problem && <p className="fault mt-3" role="alert">{act.problem.message}</p>}
    </div>
  );
}
