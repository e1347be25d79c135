'use client';

import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useAct } from '@/app/use-act';
import type { ShippingRate } from '@/shared/contracts/shipping';
import { exponentOf } from '@/shared/money';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field, Select } from '@/ui/field';
import { useToast } from '@/ui/toast';

/** A rate as it is typed. */
interface Draft {
  key: number;
  name: string;
  countries: string;
  currency: string;
  parcel: string;
  kilograms: string;
  freeFrom: string;
}

const CURRENCIES = ['usd', 'eur', 'gbp', 'jpy', 'chf'];
const toText = (minor: number, currency: string) => (minor / 10 ** exponentOf(currency)).toFixed(exponentOf(currency));
const toNumber = (text: string) => Number(text.trim().replace(',', '.'));
const toMinor = (text: string, currency: string) => Math.round(toNumber(text) * 10 ** exponentOf(currency));

function toDraft(rate: ShippingRate, key: number): Draft {
  const { name, countries, currency, parcelMinor, parcelGrams, freeFromMinor } = rate;
  return { key, name, countries: countries.join(' '), currency, parcel: toText(parcelMinor, currency), kilograms: String(parcelGrams / 1000), freeFrom: freeFromMinor === null ? '' : toText(freeFromMinor, currency) };
}

function toRate({ name, countries, currency, parcel, kilograms, freeFrom }: Draft): ShippingRate {
  return {
    name, currency,
    countries: countries.toUpperCase().split(/[\s,;]+/).filter(Boolean),
    parcelMinor: toMinor(parcel, currency),
    parcelGrams: Math.round(toNumber(kilograms) * 1000),
    freeFromMinor: freeFrom.trim() === '' ? null : toMinor(freeFrom, currency),
  };
}

function RateFields({ draft, place, onChange, onRemove }: { draft: Draft; place: number; onChange: (next: Draft) => void; onRemove: () => void }) {
  const text = (key: Exclude<keyof Draft, 'key'>) => ({ value: draft[key], onChange: ({ target }: { target: { value: string } }) => onChange({ ...draft, [key]: target.value }) });
  return (
    <fieldset className="py-5 grid sm:grid-cols-2 lg:grid-cols-6 gap-4 items-start">
      <legend className="sr-only">Rate {place}{draft.name && `, ${draft.name}`}</legend>
      <Field label="Name" className="lg:col-span-2" required maxLength={80} {...text('name')} />
      <Field label="Countries" className="lg:col-span-4" required hint="Two letters each: DE FR NL. * is everywhere else." {...text('countries')} />
      <Select label="Currency" options={CURRENCIES.includes(draft.currency) ? CURRENCIES.map(toOption) : [draft.currency, ...CURRENCIES].map(toOption)} {...text('currency')} />
      <Field label="A parcel" required inputMode="decimal" {...text('parcel')} />
      <Field label="Up to, kg" required inputMode="decimal" {...text('kilograms')} />
      <Field label="Free from" inputMode="decimal" hint="Empty: never" className="lg:col-span-2" {...text('freeFrom')} />
      <div className="sm:pt-6"><Button tone="text" onClick={onRemove}>Remove<span className="sr-only"> rate {place}</span></Button></div>
    </fieldset>
  );
}

const toOption = (code: string) => ({ value: code, label: code.toUpperCase() });

/** All rates at once: what is saved takes the place of what held. */
export function RatesForm({ seller, first }: { seller: string; first: readonly ShippingRate[] }) {
  const act = useAct();
  const showToast = useToast();
  const lastKey = useRef(first.length);
  const [drafts, setDrafts] = useState(() => first.map(toDraft));
  const add = () => {
    lastKey.current += 1;
    setDrafts([...drafts, { key: lastKey.current, name: '', countries: '', currency: 'usd', parcel: '', kilograms: '5', freeFrom: '' }]);
  };
  const save = () =>
    act.run(async () => {
      await api.shipping.setRates.mutate({ seller, rates: drafts.map(toRate) });
      showToast({ message: 'Rates saved. Carts count with them from now on.' });
    });
  return (
    <form className="mt-8 max-w-[960px]" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <div className="ruled">
        {drafts.map((draft, index) => (
          <RateFields key={draft.key} draft={draft} place={index + 1} onChange={(next) => setDrafts(drafts.map((one) => (one.key === next.key ? next : one)))} onRemove={() => setDrafts(drafts.filter((one) => one.key !== draft.key))} />
        ))}
        {drafts.length === 0 && <p className="py-5 text-ink-2">No rates: nothing of yours is shipped.</p>}
      </div>
      <div className="mt-5 flex flex-wrap gap-2">
        <Button type="submit" tone="ink" busy={act.busy}>Save the rates</Button>
        <Button onClick={add}><Plus className="ic" aria-hidden="true" />Add a rate</Button>
      </div>
      {act.problem && <p className="fault mt-3" role="alert">{act.problem.message}</p>}
    </form>
  );
}
