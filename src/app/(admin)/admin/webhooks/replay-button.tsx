'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { useToast } from '@/ui/toast';

/** Has one event worked on again. */
export function ReplayButton({ webhookEventId }: { webhookEventId: string }) {
  const router = useRouter();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  async function replay(): Promise<void> {
    setBusy(true);
    try {
      await api.admin.replayWebhookEvent.mutate({ webhookEventId });
      toast({ message: 'The event is being worked on again.' });
      router.refresh();
    } catch (error) {
      toast({ message: problemOf(error).message, tone: 'error' });
    } finally {
      setBusy(false);
    }
  }
  return <Button size="s" busy={busy} onClick={() => void replay()}>Try again</Button>;
}
