'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';

/** The buyer keeps it after all. */
export function WithdrawReturn({ returnId }: { returnId: string }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function withdraw(): Promise<void> {
    setBusy(true);
    try {
      await api.fulfilment.withdrawReturn.mutate({ returnId });
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Button size="s" busy={busy} onClick={() => void withdraw()}>Keep it after all</Button>
      {problem && <p className="fault" role="alert">{problem}</p>}
    </>
  );
}
