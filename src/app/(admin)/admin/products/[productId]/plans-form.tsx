'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import type { MembershipPlanInput } from '@/shared/contracts/membership';
import type { MembershipTier } from '@/shared/contracts/subscriptions';
import type { ProductEditorView } from '@/shared/contracts/publishing';
import { parseMoney, writeMoney } from '@/shared/parse-money';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field, Select } from '@/ui/field';
import { useToast } from '@/ui/toast';

const CURRENCY = 'usd';
const TIERS: { value: MembershipTier; label: string }[] = [{ value: 'pro', label: 'Pro' }, { value: 'pro+', label: 'Pro+' }, { value: 'enterprise', label: 'Enterprise' }];
const INTERVALS: { value: 'month' | 'year'; label: string }[] = [{ value: 'month', label: 'Every month' }, { value: 'year', label: 'Every year' }];
const MOST = 6;

interface Row {
  tier: MembershipTier;
  interval: 'month' | 'year';
  price: string;
  trialDays: string;
}

function toRow({ membershipTier, interval, trialDays, prices }: ProductEditorView['variants'][number]): Row {
  const price = prices.find(({ currency }) => currency === CURRENCY);
  return { tier: membershipTier ?? 'pro', interval: interval ?? 'month', price: price ? writeMoney(price.amountMinor, CURRENCY) : '', trialDays: String(trialDays) };
}

function toPlan({ tier, interval, price, trialDays }: Row): MembershipPlanInput | null {
  const amountMinor = parseMoney(price, CURRENCY);
  return amountMinor === null ? null : { tier, interval, amountMinor, currency: CURRENCY, trialDays: Number(trialDays) || 0 };
}

/** The plans of a membership: what each costs and how long it may be tried. */
export function PlansForm({ product }: { product: Pick<ProductEditorView, 'id' | 'variants'> }) {
  const [rows, setRows] = useState<Row[]>(product.variants.length > 0 ? product.variants.map(toRow) : [{ tier: 'pro', interval: 'month', price: '', trialDays: '0' }]);
  const [isOdd, setOdd] = useState(false);
  const act = useAct();
  const toast = useToast();
  const change = (index: number, changes: Partial<Row>) => setRows(rows.map((row, each) => (each === index ? { ...row, ...changes } : row)));
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    const plans = rows.map(toPlan).filter((plan) => plan !== null);
    setOdd(plans.length < rows.length);
    if (plans.length < rows.length) return;
    void act.run(async () => {
      await api.admin.setMembershipPlans.mutate({ productId: product.id, plans });
      toast({ message: 'The plans are saved.' });
    });
  };
  return (
    <form onSubmit={save} className="grid gap-4">
      {rows.map((row, index) => (
        <fieldset key={index} className="grid grid-cols-2 sm:grid-cols-[1fr_1fr_1fr_1fr_auto] gap-3 items-end border-b border-line pb-4">
          <legend className="sr-only">Plan {index + 1}</legend>
          <Select label="Tier" value={row.tier} options={TIERS} onChange={({ target }) => change(index, { tier: TIERS.find(({ value }) => value === target.value)?.value ?? 'pro' })} />
          <Select label="Paid" value={row.interval} options={INTERVALS} onChange={({ target }) => change(index, { interval: target.value === 'year' ? 'year' : 'month' })} />
          <Field label="Price, US dollars" inputMode="decimal" value={row.price} onChange={({ target }) => change(index, { price: target.value })} />
          <Field label="Free days" inputMode="numeric" value={row.trialDays} onChange={({ target }) => change(index, { trialDays: target.value.replace(/\D/g, '').slice(0, 2) })} />
          <Button tone="text" disabled={rows.length === 1} onClick={() => setRows(rows.filter((_, each) => each !== index))}><Trash2 className="ic" aria-hidden="true" />Remove<span className="sr-only"> plan {index + 1}</span></Button>
        </fieldset>
      ))}
      {isOdd && <p className="fault" role="alert">Give each plan a price such as 29 or 29.50.</p>}
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
      <div className="flex flex-wrap gap-2">
        <Button tone="ink" type="submit" busy={act.busy}>Save the plans</Button>
        {rows.length < MOST && <Button tone="line" onClick={() => setRows([...rows, { tier: 'pro', interval: 'year', price: '', trialDays: '0' }])}><Plus className="ic" aria-hidden="true" />Add a plan</Button>}
      </div>
    </form>
  );
}
