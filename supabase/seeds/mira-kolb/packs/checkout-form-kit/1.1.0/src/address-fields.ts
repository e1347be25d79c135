export type FieldName = 'email' | 'name' | 'line1' | 'line2' | 'postcode' | 'city' | 'region';

export type FieldSpec = {
  name: FieldName;
  label: string;
  autoComplete: string;
  inputMode?: 'email' | 'numeric' | 'text';
  optional?: boolean;
  pattern?: { test: RegExp; example: string };
};

const POSTCODES: Record<string, { test: RegExp; example: string; numeric: boolean }> = {
  AT: { test: /^\d{4}$/, example: '1070', numeric: true },
  CH: { test: /^\d{4}$/, example: '8004', numeric: true },
  DE: { test: /^\d{5}$/, example: '10115', numeric: true },
  DK: { test: /^\d{4}$/, example: '2200', numeric: true },
  FR: { test: /^\d{5}$/, example: '75011', numeric: true },
  GB: { test: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i, example: 'SW1A 1AA', numeric: false },
  NL: { test: /^\d{4} ?[A-Z]{2}$/i, example: '1012 AB', numeric: false },
  SE: { test: /^\d{3} ?\d{2}$/, example: '211 20', numeric: true },
  US: { test: /^\d{5}(-\d{4})?$/, example: '94110', numeric: true },
};

/** The fields of an address in the order people of that country write it. */
export function fieldsFor(country: string): FieldSpec[] {
  const rule = POSTCODES[country];
  const postcode: FieldSpec = {
    name: 'postcode',
    label: country === 'US' ? 'ZIP code' : 'Postcode',
    autoComplete: 'postal-code',
    inputMode: rule?.numeric ? 'numeric' : 'text',
    optional: rule === undefined,
    pattern: rule && { test: rule.test, example: rule.example },
  };
  const city: FieldSpec = { name: 'city', label: country === 'GB' ? 'Town or city' : 'City', autoComplete: 'address-level2' };
  const state: FieldSpec = { name: 'region', label: 'State', autoComplete: 'address-level1' };
  const place = country === 'US' ? [city, state, postcode] : country === 'GB' ? [city, postcode] : [postcode, city];
  return [
    { name: 'email', label: 'Email', autoComplete: 'email', inputMode: 'email' },
    { name: 'name', label: 'Full name', autoComplete: 'name' },
    { name: 'line1', label: 'Street and number', autoComplete: 'address-line1' },
    { name: 'line2', label: 'Flat, floor or company', autoComplete: 'address-line2', optional: true },
    ...place,
  ];
}
