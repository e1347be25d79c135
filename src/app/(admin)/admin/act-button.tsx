'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button, type ButtonSize, type ButtonTone } from '@/ui/button';
import { useToast } from '@/ui/toast';

/** One thing an admin does with one press, and what is said when it is done. */
export type Act =
  | { verb: 'replay'; webhookEventId: string }
  | { verb: 'replayAll'; q: string; type: string; statuses: ('parked' | 'quarantined' | 'dead')[] }
  | { verb: 'retryJob' | 'giveUpJob' | 'removeJob'; jobId: string }
  | { verb: 'checkBooks' }
  | { verb: 'runPayouts' }
  | { verb: 'reconcile' };

async function perform(act: Act): Promise<string> {
  switch (act.verb) {
    case 'replay':
      await api.admin.replayWebhookEvent.mutate({ webhookEventId: act.webhookEventId });
      return 'The event is being worked on again.';
    case 'replayAll': {
      const { replayed, isMore } = await api.admin.replayWebhookEvents.mutate({ q: act.q, type: act.type, statuses: act.statuses });
      const said = replayed === 1 ? 'One event is' : `${replayed} events are`;
      return `${said} being worked on again${isMore ? '; more are left' : ''}.`;
    }
    case 'retryJob':
      await api.admin.retryJob.mutate({ jobId: act.jobId });
      return 'The job runs as soon as a worker is free.';
    case 'giveUpJob':
      await api.admin.giveUpJob.mutate({ jobId: act.jobId });
      return 'The job is given up, and stays in sight.';
    case 'removeJob':
      await api.admin.removeJob.mutate({ jobId: act.jobId });
      return 'The job is out of the queue.';
    case 'checkBooks':
      await api.admin.checkBooks.mutate({});
      return 'The books are checked as soon as a worker is free.';
    case 'runPayouts':
      await api.admin.runPayouts.mutate({});
      return 'Payouts are made as soon as a worker is free.';
    case 'reconcile':
      await api.admin.reconcile.mutate({});
      return 'Stripe is compared with the books as soon as a worker is free.';
  }
}

interface ActButtonProps {
  act: Act;
  children: string;
  tone?: ButtonTone;
  size?: ButtonSize;
  /** Where to go afterwards, when the thing is gone from its page. */
  leaveTo?: string;
}

/** Does it, says so, and shows the page as it is then. */
export function ActButton({ act, children, tone = 'line', size = 's', leaveTo }: ActButtonProps) {
  const router = useRouter();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  async function press(): Promise<void> {
    setBusy(true);
    try {
      toast({ message: await perform(act) });
      if (leaveTo) router.push(leaveTo);
      router.refresh();
    } catch (error) {
      toast({ message: problemOf(error).message, tone: 'error' });
    } finally {
      setBusy(false);
    }
  }
  return <Button tone={tone} size={size} busy={busy} onClick={() => void press()}>{children}</Button>;
}
