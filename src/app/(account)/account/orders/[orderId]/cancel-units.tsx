'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { useToast } from '@/ui/toast';
import { toUnits, UnitChoice, type ChoosableItem } from './unit-choice';

/** Calls off what is paid and not shipped; the money goes back without anybody's leave. */
export function CancelUnits({ orderId, items }: { orderId: string; items: readonly ChoosableItem[] }) {
  const router = useRouter();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Record<string, number>>(() => Object.fromEntries(items.map(({ id, most }) => [id, most])));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function cancel(): Promise<void> {
    const units = toUnits(chosen);
    if (units.length === 0) {
      setProblem('Choose at least one.');
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await api.orders.cancelItems.mutate({ orderId, items: units });
      setOpen(false);
      toast({ message: 'Canceled. The money is on its way back.' });
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog title="Cancel before it ships?" description="What you choose is not sent, and its price goes back to where it came from." open={open} onOpenChange={setOpen} trigger="Cancel items" triggerClassName="btn btn-line"
      footer={<><Button tone="text" data-close="">Keep everything</Button><Button tone="danger" busy={busy} onClick={() => void cancel()}>Cancel these</Button></>}>
      <UnitChoice items={items} chosen={chosen} onChoose={(itemId, quantity) => setChosen((all) => ({ ...all, [itemId]: quantity }))} />
      {problem && <p className="fault mt-3" role="alert">{problem}</p>}
    </Dialog>
  );
}
