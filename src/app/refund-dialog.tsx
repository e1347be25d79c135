'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { Segmented } from '@/ui/choices';
import { Dialog } from '@/ui/dialog';
import { Field, Select, TextAreaField } from '@/ui/field';
import { formatMoney } from '@/ui/format';
import { useToast } from '@/ui/toast';
import { allLeft, leftOf, nameOf, planAll, planItems, readAmount, restockableOf, unshippedOf, type RefundableItem, type RefundEntry, type RefundWay } from './refund-sum';

export interface RefundableOrder {
  id: string;
  number: string;
  currency: string;
  items: readonly RefundableItem[];
}

interface Props {
  order: RefundableOrder;
  /** Whose items these are; without it an admin gives back. */
  seller?: string;
  small?: boolean;
}

const NOTHING: RefundEntry = { amount: '', restock: 0, cancel: 0 };
const WAYS = [{ value: 'all', label: 'Everything left' }, { value: 'items', label: 'By item' }, { value: 'amount', label: 'An amount' }];
const counts = (most: number) => Array.from({ length: Math.min(most, 100) + 1 }, (_, count) => ({ value: String(count), label: count === 0 ? 'None' : `${count} of ${most}` }));

function ItemEntry({ item, entry, fault, left, onChange }: { item: RefundableItem; entry: RefundEntry; fault: string | undefined; left: string; onChange: (entry: RefundEntry) => void }) {
  const [restockable, unshipped] = [restockableOf(item), unshippedOf(item)];
  return (
    <fieldset className="min-w-0 border-t border-line pt-3">
      <legend className="sr-only">{nameOf(item)}</legend>
      <p className="font-semibold text-[15px]" aria-hidden="true">{nameOf(item)}</p>
      <div className="mt-2 flex flex-wrap gap-3">
        <Field label="Money back" className="flex-1 min-w-[140px]" inputMode="decimal" autoComplete="off" value={entry.amount} error={fault} hint={`${left} left`} onChange={({ target }) => onChange({ ...entry, amount: target.value })} />
        {restockable > 0 && <Select label="Back to the shelf" className="flex-1 min-w-[120px]" value={String(entry.restock)} options={counts(restockable)} onChange={({ target }) => onChange({ ...entry, restock: Number(target.value) })} />}
        {unshipped > 0 && <Select label="Not to be shipped" className="flex-1 min-w-[120px]" value={String(entry.cancel)} options={counts(unshipped)} onChange={({ target }) => onChange({ ...entry, cancel: Number(target.value) })} />}
      </div>
    </fieldset>
  );
}

/** Paid − given back − held by a bank − this refund = left. */
function Sums({ items, sumMinor, money }: { items: readonly RefundableItem[]; sumMinor: number; money: (amountMinor: number) => string }) {
  const of = (amount: 'totalMinor' | 'refundedMinor' | 'disputedMinor') => items.reduce((sum, item) => sum + item[amount], 0);
  const rows = [['Paid', of('totalMinor')], ['Given back before', -of('refundedMinor')], ['Taken by the bank', -of('disputedMinor')], ['This refund', -sumMinor]] as const;
  return (
    <dl className="mt-4 grid grid-cols-[1fr_auto] gap-y-1 text-sm border-t border-ink pt-3">
      {rows.filter(([word, amount]) => amount !== 0 || word === 'This refund').map(([word, amount]) => <div key={word} className="contents"><dt className="text-ink-2">{word}</dt><dd className="text-right tabular-nums">{money(amount || 0)}</dd></div>)}
      <dt className="font-semibold">Left afterwards</dt><dd className="text-right font-semibold tabular-nums">{money(allLeft(items) - sumMinor)}</dd>
    </dl>
  );
}

/** Gives money back, by item, as an amount, or all that is left, with the arithmetic shown and a reason that is kept. */
export function RefundDialog({ order, seller, small = false }: Props) {
  const router = useRouter();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [way, setWay] = useState<RefundWay>('all');
  const [entries, setEntries] = useState<Record<string, RefundEntry>>({});
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const { id: orderId, number, currency, items } = order;
  const money = (amountMinor: number) => formatMoney(amountMinor, currency);
  const leftMinor = allLeft(items);
  const plan = way === 'all' ? planAll(items) : planItems(items, entries, { currency, money });
  const amountMinor = readAmount(amount, { currency, leftMinor });
  const sumMinor = way === 'amount' ? (amountMinor ?? 0) : plan.sumMinor;

  function faultNow(): string | null {
    if (way === 'amount' && amountMinor === null) return `Write an amount up to ${money(leftMinor)}.`;
    if (way !== 'amount' && Object.keys(plan.faults).length > 0) return 'One of the amounts cannot be given back.';
    if (way !== 'amount' && plan.lines.length === 0) return 'Say how much of which item goes back.';
    return reason.trim().length < 3 ? 'Say why, in three letters or more: the reason is kept with the order.' : null;
  }

  async function refund(): Promise<void> {
    const fault = faultNow();
    setProblem(fault);
    if (fault) return;
    setBusy(true);
    try {
      const asked = { orderId, reason, ...(way === 'amount' && amountMinor !== null ? { amountMinor } : { items: plan.lines }) };
      const { status } = seller ? await api.fulfilment.refund.mutate({ ...asked, seller }) : await api.admin.refundOrder.mutate(asked);
      setOpen(false);
      setEntries({});
      setAmount('');
      setReason('');
      toast({ message: status === 'succeeded' ? `${money(sumMinor)} of ${number} went back.` : `The refund of ${number} is under way.` });
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog title={`Refund ${number}`} description={`${money(leftMinor)} can go back to the buyer. A key whose price goes back in full stops working.`} open={open} onOpenChange={setOpen} trigger="Refund" triggerClassName={small ? 'btn btn-line btn-s' : 'btn btn-line'}
      footer={<><Button tone="text" data-close="">Keep it</Button><Button tone="danger" busy={busy} onClick={() => void refund()}>{sumMinor > 0 ? `Refund ${money(sumMinor)}` : 'Refund'}</Button></>}>
      <Segmented className="w-full" legend="How much" name="way" size="s" value={way} segments={WAYS} onChange={(value) => setWay(value === 'items' || value === 'amount' ? value : 'all')} />
      {way === 'all' && items.some((item) => unshippedOf(item) > 0) && <p className="mt-3 text-sm text-ink-2">What is not shipped yet stays on the shelf.</p>}
      {way === 'items' && <div className="mt-4 grid gap-4">{items.map((item) => <ItemEntry key={item.id} item={item} entry={entries[item.id] ?? NOTHING} fault={plan.faults[item.id]} left={money(leftOf(item))} onChange={(entry) => setEntries((all) => ({ ...all, [item.id]: entry }))} />)}</div>}
      {way === 'amount' && <Field label="Amount" className="mt-4" inputMode="decimal" autoComplete="off" value={amount} onChange={({ target }) => setAmount(target.value)} hint="Split over the items in proportion to what is left of each. No units move." />}
      <Sums items={items} sumMinor={sumMinor} money={money} />
      <TextAreaField className="mt-4" label="Reason" rows={2} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
      {problem && <p className="fault mt-3" role="alert">{problem}</p>}
    </Dialog>
  );
}
