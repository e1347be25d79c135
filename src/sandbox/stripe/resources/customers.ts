import type Stripe from 'stripe';
import type { Expandable } from '../core/expand';
import { PAGING, createdRange, listPage } from '../core/listing';
import { clearable, email, integer, list, mergeMetadata, metadata, oneOf, readFields, required, shape, text } from '../core/params';
import type { ValuesOf } from '../core/params';
import { invalidParam, missingResource } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import type { Work } from '../core/work';
import { emit, emitChange } from '../events/emit';
import { recordBalance } from '../invoices/finalize-invoice';
import { deleteObject, findObject, insertObject, listObjects, lockObject, updateDocument } from '../store/objects';
import type { Stored } from '../store/objects';
import { ADDRESS, toAddress } from './address';
import { cancelSubscription } from '../subscriptions/cancel-subscription';
import { isOver, lockSubscription } from '../subscriptions/change-subscription';
import { newCustomer } from './new-customer';
import { CURRENCY } from './price-params';

const WRITE = {
  address: clearable(ADDRESS),
  description: clearable(text()),
  email: clearable(email()),
  invoice_settings: shape({ default_payment_method: clearable(text()) }),
  metadata: metadata(),
  name: clearable(text({ max: 256 })),
  phone: clearable(text({ max: 20 })),
  preferred_locales: list(text()),
  shipping: clearable(shape({ address: required(ADDRESS), name: required(text()), phone: text() })),
  tax_exempt: clearable(oneOf('exempt', 'none', 'reverse')),
};

type WriteInput = ValuesOf<typeof WRITE>;

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

function applyInput(customer: Stripe.Customer, input: WriteInput): Stripe.Customer {
  const { address, shipping, metadata: sent, tax_exempt: taxExempt, invoice_settings: invoices, ...plain } = input;
  const changed = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const updated: Stripe.Customer = { ...customer, ...changed, metadata: mergeMetadata(customer.metadata, sent) };
  if (address !== undefined) updated.address = address === null ? null : toAddress(address);
  if (shipping !== undefined) updated.shipping = shipping === null ? null : { address: toAddress(shipping.address), name: shipping.name, phone: shipping.phone ?? '' };
  if (invoices?.default_payment_method !== undefined) updated.invoice_settings = { ...customer.invoice_settings, default_payment_method: invoices.default_payment_method };
  if (taxExempt !== undefined) updated.tax_exempt = taxExempt ?? 'none';
  return updated;
}

async function lockCustomer(call: ApiCall): Promise<Stored<'customer'>> {
  const stored = await lockObject(call.work.sql, 'customer', idOf(call));
  if (stored === null) throw missingResource('customer', idOf(call));
  return stored;
}

const create: Route['handle'] = async ({ work, input }) => {
  const customer = applyInput(newCustomer({ email: null, name: null, phone: null, created: work.now }), readFields(WRITE, input));
  await insertObject(work.sql, 'customer', { doc: customer, hidden: {} });
  emit(work, 'customer.created', customer);
  return customer;
};

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'customer', idOf(call));
  if (stored === null) throw missingResource('customer', idOf(call));
  return stored.doc;
};

/** Only what is attached to a customer can be their default. */
async function refuseForeignMethod(work: Work, id: string, customer: string): Promise<void> {
  const stored = await findObject(work.sql, 'payment_method', id);
  if (stored === null) throw missingResource('PaymentMethod', id, 'invoice_settings[default_payment_method]');
  if (stored.doc.customer !== customer) throw invalidParam(`The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`, { param: 'invoice_settings[default_payment_method]' });
}

const update: Route['handle'] = async (call) => {
  const input = readFields(WRITE, call.input);
  const { doc } = await lockCustomer(call);
  const preset = input.invoice_settings?.default_payment_method ?? null;
  if (preset !== null) await refuseForeignMethod(call.work, preset, doc.id);
  const updated = applyInput(doc, input);
  await updateDocument(call.work.sql, 'customer', updated);
  emitChange(call.work, 'customer.updated', { before: doc, after: updated });
  return updated;
};

const remove: Route['handle'] = async (call) => {
  await cancelAll(call.work, idOf(call));
  const { doc } = await lockCustomer(call);
  await deleteObject(call.work.sql, 'customer', doc.id);
  emit(call.work, 'customer.deleted', doc);
  return { id: doc.id, object: 'customer', deleted: true };
};

/** With a customer go their subscriptions, at once. */
async function cancelAll(work: Work, customer: string): Promise<void> {
  const found = await listObjects(work.sql, 'subscription', { match: { customer }, limit: 100 });
  for (const { doc } of found) {
    const subscription = await lockSubscription(work, doc.id);
    if (subscription !== null && !isOver(subscription)) await cancelSubscription(work, subscription, { reason: 'cancellation_requested' });
  }
}

const balanceTransactions: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before } = readFields(PAGING, call.input);
  return listPage(call.work, { kind: 'customer_balance_transaction', url: `/v1/customers/${idOf(call)}/balance_transactions`, paging: { limit, starting_after, ending_before }, query: { match: { customer: idOf(call) } } });
};

const adjustBalance: Route['handle'] = async (call) => {
  const input = readFields({ amount: required(integer()), currency: required(CURRENCY), description: text({ max: 350 }), metadata: metadata() }, call.input);
  const { doc } = await lockCustomer(call);
  const changed: Stripe.Customer = { ...doc, balance: doc.balance + input.amount, currency: doc.currency ?? input.currency };
  await updateDocument(call.work.sql, 'customer', changed);
  emitChange(call.work, 'customer.updated', { before: doc, after: changed });
  return recordBalance(call.work, { customer: doc.id, amount: input.amount, to: changed.balance, currency: input.currency, invoice: null, type: 'adjustment', description: input.description, metadata: mergeMetadata({}, input.metadata) });
};

const listAll: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, ...match } = readFields({ ...PAGING, created: createdRange(), email: text() }, call.input);
  return listPage(call.work, { kind: 'customer', url: '/v1/customers', paging: { limit, starting_after, ending_before }, query: { ...created, match } });
};

export const CUSTOMER_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/customers', handle: create },
  { method: 'GET', path: '/v1/customers', handle: listAll },
  { method: 'GET', path: '/v1/customers/:id', handle: retrieve },
  { method: 'POST', path: '/v1/customers/:id', handle: update },
  { method: 'DELETE', path: '/v1/customers/:id', handle: remove },
  { method: 'GET', path: '/v1/customers/:id/balance_transactions', handle: balanceTransactions },
  { method: 'POST', path: '/v1/customers/:id/balance_transactions', handle: adjustBalance },
];

export const CUSTOMER_EXPANDABLE: Expandable = { 'invoice_settings.default_payment_method': 'payment_method' };
