import type Stripe from 'stripe';
import type { Expandable } from '../core/expand';
import { PAGING, listPage } from '../core/listing';
import { mergeMetadata, metadata, oneOf, readFields, required, text } from '../core/params';
import { missingResource, notPossible } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { attachMethod } from '../payments/attach-method';
import { newPaymentMethod } from '../payments/payment-method';
import { setupDecline } from '../payments/test-cards';
import { findObject, insertObject, listObjects, lockObject, updateDocument } from '../store/objects';
import type { Stored } from '../store/objects';
import { cardError } from '../subscriptions/update-subscription';

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

/** Names for test cards that stand where the id of a payment method does. https://docs.stripe.com/testing */
const TOKENS: Record<string, string> = {
  pm_card_visa: '4242424242424242',
  pm_card_mastercard: '5555555555554444',
  pm_card_amex: '378282246310005',
  pm_card_chargeCustomerFail: '4000000000000341',
  pm_card_visa_chargeDeclined: '4000000000000002',
  pm_card_chargeDeclinedInsufficientFunds: '4000000000009995',
  pm_card_authenticationRequired: '4000002760003184',
};

async function methodOf(call: ApiCall): Promise<Stored<'payment_method'>> {
  const stored = await lockObject(call.work.sql, 'payment_method', idOf(call));
  if (stored === null) throw missingResource('PaymentMethod', idOf(call));
  return stored;
}

async function fromToken(work: Work, number: string): Promise<Stored<'payment_method'>> {
  const means = { kind: 'card' as const, number, expMonth: 12, expYear: new Date(work.now * 1000).getUTCFullYear() + 4 };
  const doc = newPaymentMethod(means, { buyer: { email: '', name: null, phone: null, address: null }, customer: null, created: work.now });
  const stored: Stored<'payment_method'> = { doc: { ...doc, billing_details: { ...doc.billing_details, email: null } }, hidden: { number } };
  await insertObject(work.sql, 'payment_method', stored);
  return stored;
}

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  return (await methodOf(call)).doc;
};

const update: Route['handle'] = async (call) => {
  const input = readFields({ metadata: metadata() }, call.input);
  const { doc } = await methodOf(call);
  const updated: Stripe.PaymentMethod = { ...doc, metadata: mergeMetadata(doc.metadata ?? {}, input.metadata) };
  await updateDocument(call.work.sql, 'payment_method', updated);
  emit(call.work, 'payment_method.updated', updated);
  return updated;
};

const attach: Route['handle'] = async (call) => {
  const { customer } = readFields({ customer: required(text()) }, call.input);
  if ((await findObject(call.work.sql, 'customer', customer)) === null) throw missingResource('customer', customer, 'customer');
  const number = TOKENS[idOf(call)];
  const { doc, hidden } = number === undefined ? await methodOf(call) : await fromToken(call.work, number);
  if (doc.customer !== null && doc.customer !== customer) throw notPossible('The payment method you provided has already been attached to a customer.');
  const decline = setupDecline(hidden.number);
  if (decline !== null) throw cardError(decline);
  return doc.customer === customer ? doc : attachMethod(call.work, doc, customer);
};

const detach: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const { doc } = await methodOf(call);
  if (doc.customer === null) throw notPossible('The payment method you provided is not attached to a customer so detachment is impossible.');
  const detached: Stripe.PaymentMethod = { ...doc, customer: null };
  await updateDocument(call.work.sql, 'payment_method', detached);
  await forget(call.work, doc.id);
  emit(call.work, 'payment_method.detached', detached);
  return detached;
};

/** What is detached pays nothing any more. */
async function forget(work: Work, method: string): Promise<void> {
  for (const { doc } of await listObjects(work.sql, 'subscription', { match: { default_payment_method: method }, limit: 100 })) {
    await updateDocument(work.sql, 'subscription', { ...doc, default_payment_method: null });
  }
  for (const { doc } of await listObjects(work.sql, 'customer', { match: { invoice_settings: { default_payment_method: method } }, limit: 100 })) {
    await updateDocument(work.sql, 'customer', { ...doc, invoice_settings: { ...doc.invoice_settings, default_payment_method: null } });
  }
}

const TYPES = oneOf('card', 'sepa_debit', 'us_bank_account');

const list: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, ...match } = readFields({ ...PAGING, customer: required(text()), type: TYPES }, call.input);
  return listPage(call.work, { kind: 'payment_method', url: '/v1/payment_methods', paging: { limit, starting_after, ending_before }, query: { match } });
};

const listOfCustomer: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, ...match } = readFields({ ...PAGING, type: TYPES }, call.input);
  return listPage(call.work, { kind: 'payment_method', url: `/v1/customers/${idOf(call)}/payment_methods`, paging: { limit, starting_after, ending_before }, query: { match: { ...match, customer: idOf(call) } } });
};

export const PAYMENT_METHOD_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/payment_methods', handle: list },
  { method: 'GET', path: '/v1/payment_methods/:id', handle: retrieve },
  { method: 'POST', path: '/v1/payment_methods/:id', handle: update },
  { method: 'POST', path: '/v1/payment_methods/:id/attach', handle: attach },
  { method: 'POST', path: '/v1/payment_methods/:id/detach', handle: detach },
  { method: 'GET', path: '/v1/customers/:id/payment_methods', handle: listOfCustomer },
];

export const PAYMENT_METHOD_EXPANDABLE: Expandable = { customer: 'customer' };
