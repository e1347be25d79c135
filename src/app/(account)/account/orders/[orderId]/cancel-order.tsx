'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';

/** Closes an order that was not paid, and Stripe's page with it. */
export function CancelOrder({ orderId }: { orderId: string }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function cancel(): Promise<void> {
    setBusy(true);
    try {
      await api.orders.cancel.mutate({ orderId });
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Button busy={busy} onClick={() => void cancel()}>Cancel this order</Button>
      {problem && <p className="fault basis-full" role="alert">{problem}</p>}
    </>
  );
}
