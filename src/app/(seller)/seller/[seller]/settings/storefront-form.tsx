'use client';

import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field, TextAreaField } from '@/ui/field';
import { useToast } from '@/ui/toast';

interface Storefront {
  name: string;
  tagline: string;
  about: string;
  supportEmail: string;
  handlingDays: number;
}

const FIELDS = ['name', 'tagline', 'about', 'supportEmail', 'handlingDays'] as const;

export function StorefrontForm({ seller, first }: { seller: string; first: Storefront }) {
  const act = useAct();
  const toast = useToast();
  const [storefront, setStorefront] = useState({ ...first, handlingDays: String(first.handlingDays) });
  const fieldFor = (name: keyof Storefront) => ({
    name,
    value: storefront[name],
    error: act.faultOf(name),
    onChange: (event: { target: { value: string } }) => setStorefront({ ...storefront, [name]: event.target.value }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void act.run(async () => {
      await api.sellers.updateStorefront.mutate({ seller, ...storefront, handlingDays: Number(storefront.handlingDays || 'NaN') });
      toast({ message: 'The storefront is saved.' });
    });
  };
  const fault = act.faultBeside(FIELDS);
  return (
    <form className="mt-4 grid max-w-[640px] gap-5" onSubmit={submit} noValidate>
      <Field label="Name in the shop" maxLength={120} autoComplete="organization" {...fieldFor('name')} />
      <Field label="In one line" maxLength={200} autoComplete="off" {...fieldFor('tagline')} />
      <TextAreaField label="About" rows={6} maxLength={20_000} hint="Line breaks are kept." {...fieldFor('about')} />
      <Field label="Mail for buyers" type="email" inputMode="email" maxLength={320} autoComplete="email" {...fieldFor('supportEmail')} />
      <Field label="Sent within" type="number" inputMode="numeric" min={0} max={60} className="max-w-[200px]" hint="Days from payment to the parcel’s leaving." {...fieldFor('handlingDays')} />
      <div>
        <Button type="submit" tone="ink" busy={act.busy}>Save</Button>
        {fault && <p className="fault" role="alert">{fault}</p>}
      </div>
    </form>
  );
}
