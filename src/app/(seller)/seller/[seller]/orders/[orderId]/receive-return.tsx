'use client';

import { useState } from 'react';
import { leftOf, nameOf, planItems, looseOf, type RefundableItem, type RefundEntry } from '@/app/refund-sum';
import { useAct } from '@/app/use-act';
import { writeMoney } from '@/shared/parse-money';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Select } from '@/ui/field';
import { formatMoney } from '@/ui/format';

export interface ReturnedItem extends RefundableItem {
  /** Units that came back. */
  returned: number;
}

interface Props {
  seller: string;
  returnId: string;
  currency: string;
  items: readonly ReturnedItem[];
}

/** Money for what came back: its part of the item's price, never more than is left. */
const fairMinor = (item: ReturnedItem) => Math.min(Math.floor((item.totalMinor * item.returned) / item.quantity), leftOf(item));

/** Units that came back and are not on the shelf yet. */
const shelvableOf = (item: ReturnedItem) => Math.max(0, Math.min(item.returned, looseOf(item)));

/** The parcel is back: how much goes to the buyer, and which units go to the shelf. */
export function ReceiveReturn({ seller, returnId, currency, items }: Props) {
  const act = useAct();
  const money = (amountMinor: number) => formatMoney(amountMinor, currency);
  const fair = () => Object.fromEntries(items.map((item): [string, RefundEntry] => [item.id, { amount: writeMoney(fairMinor(item), currency), restock: shelvableOf(item), cancel: 0 }]));
  const [open, setOpen] = useState(false);
  const [entries, setEntries] = useState<Record<string, RefundEntry>>(fair);
  const isPaidBack = items.every((item) => leftOf(item) <= 0);
  const plan = planItems(items, entries, { currency, money });
  const change = (itemId: string, part: Partial<RefundEntry>) => setEntries((all) => ({ ...all, [itemId]: { amount: '', restock: 0, cancel: 0, ...all[itemId], ...part } }));
  const receive = () => {
    if (Object.keys(plan.faults).length > 0) return;
    const lines = items.map(({ id }) => plan.lines.find(({ itemId }) => itemId === id) ?? { itemId: id, amountMinor: 0, restockQuantity: 0 });
    void act.run(async () => {
      await api.fulfilment.receiveReturn.mutate({ seller, returnId, items: lines.map(({ itemId, amountMinor, restockQuantity }) => ({ itemId, amountMinor, restockQuantity })) });
      setOpen(false);
    });
  };
  return (
    <Dialog title="The parcel is back" description={isPaidBack ? 'All the money went back before. The buyer gets a mail.' : 'The buyer gets the money you say, and a mail.'} open={open} onOpenChange={(next) => { setOpen(next); setEntries(fair()); }} trigger="It has arrived" triggerClassName="btn btn-ink btn-s" triggerLabel="The returned parcel has arrived"
      footer={<><Button tone="text" data-close="">Not yet</Button><Button tone="ink" busy={act.busy} onClick={receive}>{plan.sumMinor > 0 ? `Receive, and refund ${money(plan.sumMinor)}` : 'Receive, without a refund'}</Button></>}>
      <div className="grid gap-4">
        {items.map((item) => (
          <fieldset key={item.id} className="min-w-0">
            <legend className="font-semibold text-[15px]">{nameOf(item)}, {item.returned} back</legend>
            <div className="mt-2 flex flex-wrap gap-3">
              {leftOf(item) > 0 && <Field label="Money back" className="flex-1 min-w-[140px]" inputMode="decimal" autoComplete="off" value={entries[item.id]?.amount ?? ''} error={plan.faults[item.id]} hint={`${money(leftOf(item))} left of it`} onChange={({ target }) => change(item.id, { amount: target.value })} />}
              {shelvableOf(item) > 0 && <Select label="Back to the shelf" className="flex-1 min-w-[120px]" value={String(entries[item.id]?.restock ?? 0)} onChange={({ target }) => change(item.id, { restock: Number(target.value) })}
                options={Array.from({ length: shelvableOf(item) + 1 }, (_, count) => ({ value: String(count), label: count === 0 ? 'None' : `${count} of ${item.returned}` }))} />}
            </div>
          </fieldset>
        ))}
        {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
      </div>
    </Dialog>
  );
}
