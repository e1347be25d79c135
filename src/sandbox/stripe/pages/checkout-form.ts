import type Stripe from 'stripe';
import type { Paying } from '../checkout/pay-session';
import { needsCard } from '../checkout/subscribe';
import type { Buyer, Means } from '../payments/payment-method';
import { bankDebitFailure, passesLuhn } from '../payments/test-cards';

/** The fields of the hosted page, as typed. */
export type FormValues = Record<string, string>;

/** Field name → what would be right. */
export type FormErrors = Record<string, string>;

const FIELDS = ['email', 'name', 'phone', 'number', 'expiry', 'cvc', 'account', 'line1', 'line2', 'city', 'state', 'postal_code', 'country', 'shipping_rate', 'method'];
const LONGEST = 200;

/** The known fields of a posted form, trimmed and cut. */
export function readForm(body: string): FormValues {
  const form = new URLSearchParams(body);
  return Object.fromEntries(FIELDS.map((name) => [name, (form.get(name) ?? '').replaceAll('\u0000', '').trim().slice(0, LONGEST)]));
}

/** Checks what was typed. Either `paying` is set or `errors` names the fields at fault. */
export function checkForm(values: FormValues, session: Stripe.Checkout.Session, now: Date): { paying: Paying | null; errors: FormErrors } {
  const errors: FormErrors = {};
  const buyer = checkBuyer(values, session, errors);
  if (values['method'] !== 'bank' && needsCard(session) && !session.payment_method_types.includes('card')) errors['number'] = 'This order cannot be paid by card.';
  const means = !needsCard(session) ? null : values['method'] === 'bank' ? checkBank(values, session, errors) : checkCard(values, errors, now);
  return { paying: Object.keys(errors).length === 0 ? { buyer, means, shippingRate: values['shipping_rate'] === '' ? null : (values['shipping_rate'] ?? null) } : null, errors };
}

function checkBuyer(values: FormValues, session: Stripe.Checkout.Session, errors: FormErrors): Buyer {
  // An address the shop gave cannot be changed here, as at Stripe.
  const email = givenEmail(session) ?? values['email'] ?? '';
  if (!/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/.test(email)) errors['email'] = 'Enter an email address such as you@example.com.';
  const name = values['name'] ?? '';
  const wantsAddress = asksAddress(session);
  if (wantsAddress && name === '') errors['name'] = 'Enter the name of the recipient.';
  if (session.phone_number_collection?.enabled === true && !/^\+?[\d ()-]{6,20}$/.test(values['phone'] ?? '')) errors['phone'] = 'Enter a phone number with its country code.';
  return { email, name: name === '' ? null : name, phone: values['phone'] === '' ? null : (values['phone'] ?? null), address: wantsAddress ? checkAddress(values, session, errors) : null };
}

/** The address the session was made with, if any. */
export function givenEmail(session: Stripe.Checkout.Session): string | null {
  return session.customer_details?.email ?? session.customer_email;
}

/** Whether the page asks where the goods, or the bill, go. */
export function asksAddress(session: Stripe.Checkout.Session): boolean {
  return session.shipping_address_collection !== null || session.billing_address_collection === 'required';
}

/** The countries on offer: those the shop ships to, or for a bill alone a few that test data needs. */
export function countriesOf(session: Stripe.Checkout.Session): readonly string[] {
  return session.shipping_address_collection?.allowed_countries ?? ['US', 'AT', 'AU', 'BR', 'CA', 'CH', 'DE', 'ES', 'FR', 'GB', 'IE', 'IN', 'IT', 'JP', 'MX', 'NL', 'PL', 'SE'];
}

function checkAddress(values: FormValues, session: Stripe.Checkout.Session, errors: FormErrors): Stripe.Address {
  const text = (name: string): string | null => (values[name] === '' ? null : (values[name] ?? null));
  if (text('line1') === null) errors['line1'] = 'Enter the street and number.';
  if (text('city') === null) errors['city'] = 'Enter the city.';
  if (text('postal_code') === null) errors['postal_code'] = 'Enter the postal code.';
  if (!countriesOf(session).includes(values['country'] ?? '')) errors['country'] = 'Choose a country from the list.';
  return { line1: text('line1'), line2: text('line2'), city: text('city'), postal_code: text('postal_code'), state: text('state'), country: text('country') };
}

/** Checks the fields of a card, adding to `errors` what is wrong. */
export function checkCard(values: FormValues, errors: FormErrors, now: Date): Means {
  const number = (values['number'] ?? '').replaceAll(/[\s-]/g, '');
  if (!passesLuhn(number)) errors['number'] = 'Your card number is not valid. Try 4242 4242 4242 4242.';
  const [, month = '', year = ''] = /^(\d{1,2})\s*\/\s*(\d{2}|\d{4})$/.exec(values['expiry'] ?? '') ?? [];
  const expMonth = Number(month);
  const expYear = year.length === 2 ? 2000 + Number(year) : Number(year);
  if (expMonth < 1 || expMonth > 12) errors['expiry'] = 'Enter the month and year, such as 04/34.';
  else if (expYear * 12 + expMonth < now.getUTCFullYear() * 12 + now.getUTCMonth() + 1) errors['expiry'] = "Your card's expiration date is in the past.";
  const digits = /^3[47]/.test(number) ? 4 : 3;
  if (!new RegExp(`^\\d{${digits}}$`).test(values['cvc'] ?? '')) errors['cvc'] = `Enter the ${digits} digits of the security code.`;
  return { kind: 'card', number, expMonth, expYear };
}

function checkBank(values: FormValues, session: Stripe.Checkout.Session, errors: FormErrors): Means {
  const account = (values['account'] ?? '').replaceAll(/\s/g, '').toUpperCase();
  if (session.payment_method_types.every((type) => type === 'card')) errors['account'] = 'This order cannot be paid by bank debit.';
  else if (bankDebitFailure(account) === 'unknown') errors['account'] = 'Use one of the test accounts listed below.';
  return { kind: 'bank', type: session.payment_method_types.includes('sepa_debit') ? 'sepa_debit' : 'us_bank_account', account };
}

/** What the page is filled in with, so that one press of the button pays once the email address is known. */
export function testValues(session: Stripe.Checkout.Session): FormValues {
  const card: FormValues = { number: '4242 4242 4242 4242', expiry: '12/34', cvc: '123' };
  const phone: FormValues = session.phone_number_collection?.enabled === true ? { phone: '+1 415 555 0100' } : {};
  if (!asksAddress(session)) return { ...card, ...phone };
  return { ...card, ...phone, name: 'Jane Austen', line1: '1 Test Street', city: 'Testville', postal_code: '94107', country: countriesOf(session)[0] ?? 'US' };
}
