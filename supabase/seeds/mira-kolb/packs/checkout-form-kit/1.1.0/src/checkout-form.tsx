'use client';

import { useState, type FormEvent } from 'react';
import { fieldsFor } from './address-fields';
import { ErrorSummary } from './error-summary';
import { Field } from './field';
import { validateAddress, type Address, type Errors } from './validate';

type Props = { countries: [string, ...string[]]; onSubmit: (address: Address & { country: string }) => Promise<void> };

export function CheckoutForm({ countries, onSubmit }: Props) {
  const [country, setCountry] = useState(countries[0]);
  const [address, setAddress] = useState<Address>({});
  const [errors, setErrors] = useState<Errors>({});
  const [pending, setPending] = useState(false);
  const names = new Intl.DisplayNames('en', { type: 'region' });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // Only the fields this country has; the others stay typed but are not sent.
    const shown: Address = {};
    for (const { name } of fieldsFor(country)) shown[name] = address[name]?.trim() ?? '';
    const found = validateAddress(country, shown);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setPending(true);
    try {
      await onSubmit({ ...shown, country });
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
        <Field
          key={spec.name}
          spec={spec}
          error={errors[spec.name]}
          value={address[spec.name] ?? ''}
          onChange={(value) => setAddress((current) => ({ ...current, [spec.name]: value }))}
        />
      ))}
      <button disabled={pending}>{pending ? 'One moment…' : 'Continue to payment'}</button>
    </form>
  );
}
