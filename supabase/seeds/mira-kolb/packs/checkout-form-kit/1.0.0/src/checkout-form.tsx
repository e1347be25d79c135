'use client';

import { useState, type FormEvent } from 'react';
import { fieldsFor, type FieldName } from './address-fields';
import { ErrorSummary } from './error-summary';
import { Field } from './field';
import { validateAddress, type Address, type Errors } from './validate';

type Props = { countries: [string, ...string[]]; onSubmit: (address: Address & { country: string }) => Promise<void> };

export function CheckoutForm({ countries, onSubmit }: Props) {
  const [country, setCountry] = useState(countries[0]);
  const [errors, setErrors] = useState<Errors>({});
  const [pending, setPending] = useState(false);
  const names = new Intl.DisplayNames('en', { type: 'region' });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const address: Address = {};
    for (const { name } of fieldsFor(country)) address[name as FieldName] = String(form.get(name) ?? '').trim();
    const found = validateAddress(country, address);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setPending(true);
    try {
      await onSubmit({ ...address, country });
    } finally {
      setPending(false);
    }
  }

  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <p>
        <label htmlFor="field-country">Country</label>
        <select id="field-country" autoComplete="country" value={country} onChange={(event) => setCountry(event.target.value)}>
          {countries.map((code) => (
            <option key={code} value={code}>{names.of(code)}</option>
          ))}
        </select>
      </p>
      {fieldsFor(country).map((spec) => (
        <Field key={spec.name} spec={spec} error={errors[spec.name]} />
      ))}
      <button disabled={pending}>{pending ? 'One moment…' : 'Continue to payment'}</button>
    </form>
  );
}
