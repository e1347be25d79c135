'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
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
  const router = useRouter();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Record<string, number>>({});
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function ask(): Promise<void> {
    const units = toUnits(chosen);
    if (units.length === 0 || reason.trim().length < 3) {
      setProblem(units.length === 0 ? 'Choose at least one.' : 'Say why, in three letters or more: the seller decides by it.');
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await api.fulfilment.requestReturn.mutate({ orderId, sellerSlug: seller.slug, items: units, reason });
      setOpen(false);
      toast({ message: `${seller.name} is asked. We write to you with the answer.` });
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog title={`Return to ${seller.name}`} description="The seller answers first; send the parcel when it is accepted." open={open} onOpenChange={setOpen} trigger="Return items" triggerClassName="btn btn-line btn-s"
      footer={<><Button tone="text" data-close="">Keep them</Button><Button tone="ink" busy={busy} onClick={() => void ask()}>Ask for the return</Button></>}>
      <UnitChoice items={items} chosen={chosen} onChoose={(itemId, quantity) => setChosen((all) => ({ ...all, [itemId]: quantity }))} />
      <TextAreaField className="mt-4" label="Why" rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      {problem && <p className="fault mt-3" role="alert">{problem}</p>}
    </Dialog>
  );
}
