'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { SubscriptionView } from '@/shared/contracts/subscriptions';
import { dateText, type Formats } from '@/shared/moment-text';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

/** Ends a subscription with its period, after saying what that closes and when; or takes that back. */
export function EndOrResume({ subscription: { id, graceEndsAt, productTitle, sellerName, isSellerClosed, plan, next, currentPeriodEnd, trialEndsAt, cancelAt }, formats }: { subscription: SubscriptionView; formats: Formats }) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  if (cancelAt !== null && isSellerClosed) return <p className="basis-full text-sm text-ink-2">{sellerName} has closed, so it is not paid again.</p>;
  if (cancelAt !== null) {
    return (
      <>
        <Button tone="ink" busy={act.busy} onClick={() => void act.run(() => api.subscriptions.resume.mutate({ subscriptionId: id }))}>Resume</Button>
        {act.problem && <p className="fault basis-full" role="alert">{act.problem.message}</p>}
      </>
    );
  }
  const cancel = async () => {
    await api.subscriptions.cancel.mutate({ subscriptionId: id });
    setOpen(false);
  };
  const day = dateText(trialEndsAt ?? currentPeriodEnd, formats);
  const meaning = graceEndsAt === null ? `It stays yours until ${day}. After that nothing more is charged, and what it opens is closed.` : `It ends on ${day}. What is due now stays due; after it nothing more is charged.`;
  return (
    <Dialog title={`Cancel ${productTitle}, ${plan.title}`} description={meaning} open={open} onOpenChange={setOpen} trigger="Cancel" triggerClassName="btn btn-text"
      footer={<><Button tone="text" data-close="">Keep it</Button><Button tone="danger" busy={act.busy} onClick={() => void act.run(cancel)}>End it on {day}</Button></>}>
      <p className="text-[15px]">What you bought by itself, and files you already have, are not touched. You may resume it until {day}.{next && ` The change to ${next.title} is dropped.`}</p>
      {act.problem && <p className="fault mt-3" role="alert">{act.problem.message}</p>}
    </Dialog>
  );
}
