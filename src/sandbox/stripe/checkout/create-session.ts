import type Stripe from 'stripe';
import { ownAccount } from '../accounts/find-account';
import { describeAmount, minimumCharge } from '../core/currencies';
import { schedule } from '../core/due-tasks';
import { invalidParam, missingResource, notPossible } from '../core/refusal';
import type { Work } from '../core/work';
import type { LineItemDocument } from '../store/kinds';
import { findObject, insertObjects } from '../store/objects';
import type { NewObject } from '../store/objects';
import { shippingRatesOf } from './choose-shipping';
import type { CreateSessionInput } from './create-params';
import { couponOf, discountLines } from './discount-lines';
import { createLineItems } from './line-items';
import { hiddenOfSession, newSession } from './new-session';
import { refuseUnsupported } from './refuse-unsupported';
import { dueToday, refuseLines, subscriptionSeed } from './subscription-data';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const LARGEST_CHARGE = 999_999_999_999;

/** The task that ends a session at its `expires_at`. */
export const EXPIRE_SESSION = 'checkout.session.expire';

/** Makes an open session in payment or subscription mode. Throws Stripe's refusals: https://docs.stripe.com/api/checkout/sessions/create */
export async function createSession(work: Work, input: CreateSessionInput): Promise<Stripe.Checkout.Session> {
  refuseUnsupported(input);
  await refuseWithoutCards(work);
  if (input.line_items === undefined || input.line_items.length === 0) {
    throw invalidParam('Missing required param: line_items.', { code: 'parameter_missing', param: 'line_items' });
  }
  const expiresAt = expiryOf(work, input);
  const customer = await customerOf(work, input);
  const made: NewObject[] = [];
  const seed = subscriptionSeed(work, input);
  const full = await createLineItems({ work, made, mode: input.mode }, input.line_items);
  if (seed !== null) refuseLines(full);
  const priced = dueToday(full, seed, work.now);
  const currency = currencyOf(priced, input.currency);
  const coupon = await couponOf(work, input, currency);
  const lineItems = discountLines(priced, coupon);
  const shippingRates = await shippingRatesOf(work, input, { currency, made });
  const session = newSession({
    input, lineItems, coupon, shippingRates, currency, created: work.now, expiresAt, publicUrl: work.double.settings.publicUrl, customer, methodTypes: methodTypesFor(currency, input),
  });
  refuseAmount(session.amount_total ?? 0, currency);
  made.push({ kind: 'checkout.session', doc: session, hidden: { ...hiddenOfSession(input, lineItems, shippingRates), ...(seed !== null && { subscription: { seed, intent: null } }) } });
  await insertObjects(work.sql, made);
  await schedule(work, EXPIRE_SESSION, { objectId: session.id, dueAt: expiresAt });
  return session;
}

/** Charges in a connected account's own name need its capability. */
async function refuseWithoutCards(work: Work): Promise<void> {
  const { capabilities } = await ownAccount(work);
  if (capabilities?.card_payments === 'active') return;
  throw notPossible('Your account cannot currently make charges: its `card_payments` capability is not active.', { code: 'insufficient_capabilities_for_charge' });
}

function expiryOf(work: Work, input: CreateSessionInput): number {
  if (input.expires_at === undefined) return work.now + 24 * HOUR;
  if (input.expires_at < work.now + 30 * MINUTE) throw invalidParam('The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.', { param: 'expires_at' });
  if (input.expires_at > work.now + 24 * HOUR) throw invalidParam('The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.', { param: 'expires_at' });
  return input.expires_at;
}

async function customerOf(work: Work, input: CreateSessionInput): Promise<Stripe.Customer | null> {
  if (input.customer === undefined) return null;
  const stored = await findObject(work.sql, 'customer', input.customer);
  if (stored === null) throw missingResource('customer', input.customer, 'customer');
  return stored.doc;
}

function currencyOf(lineItems: readonly LineItemDocument[], asked: string | undefined): string {
  const currencies = new Set(lineItems.map((item) => item.currency));
  const [currency = ''] = currencies;
  if (currencies.size > 1) throw invalidParam('All line items of a Checkout Session must use the same currency.', { param: 'line_items' });
  if (asked !== undefined && asked !== currency) throw invalidParam(`The price specified does not support the currency \`${asked}\`.`, { param: 'currency' });
  return currency;
}

function refuseAmount(total: number, currency: string): void {
  const minimum = minimumCharge(currency);
  if (total !== 0 && total < minimum) {
    throw invalidParam(`The Checkout Session's total amount due must add up to at least ${describeAmount(minimum, currency)}`, { code: 'amount_too_small', param: 'line_items' });
  }
  if (total > LARGEST_CHARGE) throw invalidParam(`The Checkout Session's total amount must be no more than ${describeAmount(LARGEST_CHARGE, currency)}`, { code: 'amount_too_large', param: 'line_items' });
}

function methodTypesFor(currency: string, input: CreateSessionInput): string[] {
  // Debits that settle later are not offered for what recurs.
  const offered = input.mode === 'subscription' ? ['card'] : ['card', currency === 'eur' ? 'sepa_debit' : 'us_bank_account'];
  const allowed = input.allowed_payment_method_types;
  const excluded = input.excluded_payment_method_types ?? [];
  const types = offered.filter((type) => !excluded.includes(type) && (allowed === undefined || allowed.includes(type)));
  if (types.length === 0) throw invalidParam('No valid payment method types for this Checkout Session. Please ensure that you have activated payment methods compatible with your chosen currency.', { param: 'allowed_payment_method_types' });
  return types;
}
