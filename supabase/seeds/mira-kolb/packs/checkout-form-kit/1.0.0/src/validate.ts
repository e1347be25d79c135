import { fieldsFor, type FieldName } from './address-fields';

export type Address = Partial<Record<FieldName, string>>;
export type Errors = Partial<Record<FieldName, string>>;

/** What is wrong, as sentences that say what to do. Empty when nothing is. */
export function validateAddress(country: string, address: Address): Errors {
  const errors: Errors = {};
  for (const { name, label, optional, pattern } of fieldsFor(country)) {
    const value = address[name]?.trim() ?? '';
    if (value === '') {
      if (!optional) errors[name] = `Enter your ${label.toLowerCase()}.`;
    } else if (name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
      errors.email = 'Enter an email address like name@example.com.';
    } else if (pattern && !pattern.test.test(value)) {
      errors[name] = `Enter a ${label.toLowerCase()} like ${pattern.example}.`;
    }
  }
  return errors;
}
