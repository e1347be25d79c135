'use client';

import { useRouter } from 'next/navigation';
import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import type { ApplyAsSellerInput } from '@/shared/contracts/sellers';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field, Select, TextAreaField, type SelectOption } from '@/ui/field';

type Application = Omit<ApplyAsSellerInput, 'country'> & { country: string };

const FIELDS = ['name', 'slug', 'tagline', 'about', 'country', 'supportEmail'] as const;

interface Props {
  organizations: readonly SelectOption[];
  countries: readonly SelectOption[];
  first: Application;
}

/** Sends the application and opens the seller's pages, which say what comes next. */
export function ApplyForm({ organizations, countries, first }: Props) {
  const router = useRouter();
  const act = useAct();
  const [application, setApplication] = useState(first);
  const [countryMissing, setCountryMissing] = useState(false);
  const fieldFor = (name: keyof Application) => ({
    name,
    value: application[name],
    error: act.faultOf(name),
    onChange: (event: { target: { value: string } }) => setApplication({ ...application, [name]: event.target.value }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setCountryMissing(application.country === '');
    if (application.country === '') return;
    void act.run(async () => {
      // The list of countries is the contract's own; the server reads it again.
      const { seller } = await api.sellers.applyToSell.mutate(application as ApplyAsSellerInput);
      router.push(`/seller/${seller}`);
      return false;
    });
  };
  const fault = act.faultBeside(FIELDS);
  return (
    <form className="grid gap-6" onSubmit={submit} noValidate>
      {organizations.length > 1 && <Select label="Sell as" options={organizations} {...fieldFor('organization')} />}
      <Field label="Name in the shop" maxLength={120} autoComplete="organization" {...fieldFor('name')} />
      <Field label="Address" maxLength={60} autoComplete="off" spellCheck={false} hint={<>Your storefront is at /sellers/<span className="break-words">{application.slug || 'your-name'}</span>. Small letters, digits and hyphens.</>} {...fieldFor('slug')} />
      <Field label="In one line" maxLength={200} autoComplete="off" hint="Shown under your name." {...fieldFor('tagline')} />
      <TextAreaField label="What you sell" rows={6} maxLength={20_000} hint="Who you are, what you make, where one can see it. Shown on your storefront." {...fieldFor('about')} />
      <Select label="Country" options={[{ value: '', label: 'Choose one' }, ...countries]} {...fieldFor('country')} error={countryMissing && application.country === '' ? 'Choose the country your organization is in.' : act.faultOf('country')} hint="Where the organization is and is paid. It cannot be changed later." />
      <Field label="Mail for buyers" type="email" inputMode="email" maxLength={320} autoComplete="email" hint="Where buyers’ questions go." {...fieldFor('supportEmail')} />
      <div>
        <Button type="submit" tone="ink" size="l" busy={act.busy}>Send the application</Button>
        {fault && <p className="fault" role="alert">{fault}</p>}
      </div>
    </form>
  );
}
