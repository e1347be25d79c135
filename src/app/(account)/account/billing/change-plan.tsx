'use client';

import { useEffect, useState } from 'react';
import { useAct } from '@/app/use-act';
import type { ChangePreview, PlanView, SubscriptionView } from '@/shared/contracts/subscriptions';
import { recurringText } from '@/shared/recurring-text';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { RadioCards } from '@/ui/choices';
import { Dialog } from '@/ui/dialog';

interface Props {
  subscriptionId: string;
  current: PlanView;
  choices: SubscriptionView['choices'];
}

/** What the chosen plan costs, asked of Stripe; `undefined` while asking. */
function usePreview(subscriptionId: string, priceId: string): { preview: ChangePreview | undefined; fault: string | null; ask: () => void } {
  const [found, setFound] = useState<{ priceId: string; preview?: ChangePreview; fault?: string }>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (priceId === '') return undefined;
    let isGone = false;
    api.subscriptions.previewChange.query({ subscriptionId, priceId }).then(
      (preview) => { if (!isGone) setFound({ priceId, preview }); },
      (error: unknown) => { if (!isGone) setFound({ priceId, fault: problemOf(error).message }); },
    );
    return () => { isGone = true; };
  }, [subscriptionId, priceId, round]);
  const isHere = found?.priceId === priceId;
  return { preview: isHere ? found.preview : undefined, fault: isHere ? (found.fault ?? null) : null, ask: () => setRound((one) => one + 1) };
}

/** Chooses another plan, with what it costs today and from when on, before it is confirmed. */
export function ChangePlan({ subscriptionId, current, choices }: Props) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [priceId, setPriceId] = useState('');
  const { preview, fault, ask } = usePreview(subscriptionId, open ? priceId : '');

  async function change(shown: ChangePreview): Promise<void> {
    try {
      await api.subscriptions.changePlan.mutate({ subscriptionId, priceId, countedAt: shown.countedAt });
      setOpen(false);
      setPriceId('');
    } catch (error) {
      if (problemOf(error).reason === 'stale_preview') ask();
      throw error;
    }
  }

  const label = preview?.when === 'later' ? 'Plan the change' : preview && preview.todayMinor > 0 ? 'Pay and change' : 'Change';
  return (
    <Dialog title="Change plan" description={`You have ${current.title}, ${recurringText({ ...current, trialDays: 0 })}. More begins at once; less begins when what you paid for is over.`} open={open} onOpenChange={setOpen} trigger="Change plan" triggerClassName="btn btn-line"
      footer={<><Button tone="text" data-close="">Keep {current.title}</Button><Button tone="ink" busy={act.busy} disabled={preview === undefined} onClick={() => preview && void act.run(() => change(preview))}>{label}</Button></>}>
      <RadioCards legend="Plan" name={`plan-${subscriptionId}`} value={priceId} onChange={setPriceId}
        cards={choices.map((choice) => ({ value: choice.priceId, label: choice.title, note: choice.when === 'now' ? 'At once' : 'When the period ends', end: recurringText({ ...choice, trialDays: 0 }) }))} />
      <p className="mt-4 min-h-6 text-[15px] font-medium" aria-live="polite">{priceId === '' ? <span className="text-ink-2 font-normal">Choose one to see what it costs.</span> : preview ? preview.text : fault === null ? <span className="text-ink-2 font-normal">Counting with Stripe</span> : null}</p>
      {(fault ?? act.problem) && <p className="fault mt-3" role="alert">{fault ?? act.problem?.message}</p>}
    </Dialog>
  );
}
