'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextAreaField } from '@/ui/field';
import { useToast } from '@/ui/toast';
import { toUnits, UnitChoice, type ChoosableItem } from './unit-choice';

interface Props {
  orderId: string;
  seller: { slug: string; name: string };
  items: readonly ChoosableItem[];
}

/** Asks a seller to take shipped goods back. */
export function AskReturn({ orderId, seller, items }: Props) {
  const act = useAct();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Record<string, number>>({});
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<string | null>(null);

  const problem = missing ?? act.problem?.message;

  function ask(): void {
    const units = toUnits(chosen);
    const lack = units.length === 0 ? 'Choose at least one.' : reason.trim().length < 3 ? 'Say why, in three letters or more: the seller decides by it.' : null;
    setMissing(lack);
    if (lack !== null) return;
    void act.run(async () => {
      await api.fulfilment.requestReturn.mutate({ orderId, sellerSlug: seller.slug, items: units, reason });
      setOpen(false);
      toast({ message: `${seller.name} is asked. We write to you with the answer.` });
    });
  }

  return (
    <Dialog title={`Return to ${seller.name}`} description="The seller answers first; send the parcel when it is accepted." open={open} onOpenChange={setOpen} trigger="Return items" triggerClassName="btn btn-line btn-s"
      footer={<><Button tone="text" data-close="">Keep them</Button><Button tone="ink" busy={act.busy} onClick={() => ask()}>Ask for the return</Button></>}>
      <UnitChoice items={items} chosen={chosen} onChoose={(itemId, quantity) => setChosen((all) => ({ ...all, [itemId]: quantity }))} />
      <TextAreaField className="mt-4" label="Why" rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      {problem !== undefined && <p className="fault mt-3" role="alert">{problem}</p>}
    </Dialog>
  );
}
