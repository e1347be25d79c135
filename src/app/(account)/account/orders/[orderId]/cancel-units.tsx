'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { useToast } from '@/ui/toast';
import { toUnits, UnitChoice, type ChoosableItem } from './unit-choice';

/** Calls off what is paid and not shipped; the money goes back without anybody's leave. */
export function CancelUnits({ orderId, items }: { orderId: string; items: readonly ChoosableItem[] }) {
  const act = useAct();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Record<string, number>>(() => Object.fromEntries(items.map(({ id, most }) => [id, most])));
  const [missing, setMissing] = useState<string | null>(null);

  const problem = missing ?? act.problem?.message;

  function cancel(): void {
    const units = toUnits(chosen);
    setMissing(units.length === 0 ? 'Choose at least one.' : null);
    if (units.length === 0) return;
    void act.run(async () => {
      await api.orders.cancelItems.mutate({ orderId, items: units });
      setOpen(false);
      toast({ message: 'Canceled. The money is on its way back.' });
    });
  }

  return (
    <Dialog title="Cancel before it ships?" description="What you choose is not sent, and its price goes back to where it came from." open={open} onOpenChange={setOpen} trigger="Cancel items" triggerClassName="btn btn-line"
      footer={<><Button tone="text" data-close="">Keep everything</Button><Button tone="danger" busy={act.busy} onClick={() => cancel()}>Cancel these</Button></>}>
      <UnitChoice items={items} chosen={chosen} onChoose={(itemId, quantity) => setChosen((all) => ({ ...all, [itemId]: quantity }))} />
      {problem !== undefined && <p className="fault mt-3" role="alert">{problem}</p>}
    </Dialog>
  );
}
