'use client';

import { useRef, useState } from 'react';
import { useAct } from '@/app/use-act';
import type { CreateCouponInput } from '@/shared/contracts/coupons';
import { exponentOf } from '@/shared/money';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field, Select } from '@/ui/field';

type Terms = CreateCouponInput['coupon'];

const FIELDS = ['coupon.code', 'coupon.product', 'coupon.endsAt', 'coupon.least', 'coupon.cut'];

const numberOf = (form: FormData, name: string): number | undefined => {
  const text = textOf(form, name);
  return text === '' ? undefined : Number(text.replace(',', '.'));
};
const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

/** The form as terms; amounts typed in whole units become minor ones. What does not fit is for the server to say. */
function toTerms(form: FormData, currency: string): Terms {
  const minor = (amount: number) => Math.round(amount * 10 ** exponentOf(currency));
  const size = numberOf(form, 'coupon.cut') ?? 0;
  const [product, least, max, ends] = [textOf(form, 'coupon.product'), numberOf(form, 'coupon.least'), numberOf(form, 'max'), textOf(form, 'coupon.endsAt')];
  return {
    code: textOf(form, 'coupon.code'),
    cut: form.get('kind') === 'percent' ? { percentBps: Math.round(size * 100) } : { amountMinor: minor(size), currency },
    isFirstPurchase: form.get('first') === 'on',
    maxPerBuyer: 1,
    ...(product !== '' && { product }),
    ...(least !== undefined && { least: { amountMinor: minor(least), currency } }),
    ...(max !== undefined && { maxRedemptions: max }),
    // A day ends where the shop's days end.
    ...(ends !== '' && { endsAt: `${ends}T23:59:59Z` }),
  };
}

/** Makes a coupon of a seller, or with null of the platform. */
export function NewCoupon({ seller }: { seller: string | null }) {
  const act = useAct();
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState('percent');
  const [currency, setCurrency] = useState('usd');
  const create = (data: FormData) =>
    act.run(async () => {
      const coupon = toTerms(data, currency);
      await (seller === null ? api.admin.createCoupon.mutate({ coupon }) : api.coupons.create.mutate({ seller, coupon }));
      form.current?.reset();
    });
  const beside = act.faultBeside(FIELDS);
  return (
    <form ref={form} className="mt-4 grid sm:grid-cols-2 lg:grid-cols-3 gap-x-4 gap-y-4 max-w-[880px] items-start" onSubmit={(event) => { event.preventDefault(); void create(new FormData(event.currentTarget)); }}>
      <Field label="Code" name="coupon.code" required maxLength={40} autoComplete="off" autoCapitalize="characters" hint="Letters, digits, hyphens" error={act.faultOf('coupon.code')} />
      <Select label="Takes off" name="kind" value={kind} onChange={({ target }) => setKind(target.value)} options={[{ value: 'percent', label: 'Percent' }, { value: 'amount', label: 'An amount' }]} />
      <Field label={kind === 'percent' ? 'How many percent' : 'How much'} name="coupon.cut" required inputMode="decimal" autoComplete="off" error={act.faultOf('coupon.cut')} />
      <Select label="Currency" name="currency" value={currency} onChange={({ target }) => setCurrency(target.value)} hint={kind === 'percent' ? 'Of the least subtotal' : undefined} options={['usd', 'eur', 'gbp', 'jpy', 'chf'].map((code) => ({ value: code, label: code.toUpperCase() }))} />
      <Field label="From a subtotal of" name="coupon.least" inputMode="decimal" autoComplete="off" hint="Empty: any" error={act.faultOf('coupon.least')} />
      <Field label="For one product" name="coupon.product" autoComplete="off" hint="The last part of its address; empty: all" error={act.faultOf('coupon.product')} />
      <Field label="Uses in all" name="max" inputMode="numeric" autoComplete="off" hint="Empty: no limit; once per buyer" />
      <Field label="Until" name="coupon.endsAt" type="date" hint="The end of that day, UTC" error={act.faultOf('coupon.endsAt')} />
      <label className="check-row sm:mt-6"><input type="checkbox" className="tick" name="first" />First purchase only</label>
      <div className="sm:col-span-2 lg:col-span-3"><Button type="submit" tone="ink" busy={act.busy}>Make the coupon</Button>{beside && <p className="fault" role="alert">{beside}</p>}</div>
    </form>
  );
}
