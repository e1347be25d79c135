import type Stripe from 'stripe';
import { PAGING, createdRange, listPage } from '../core/listing';
import { clearable, email, list, mergeMetadata, metadata, oneOf, readFields, required, shape, text } from '../core/params';
import type { ValuesOf } from '../core/params';
import { missingResource } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { emit, emitChange } from '../events/emit';
import { deleteObject, findObject, insertObject, lockObject, updateDocument } from '../store/objects';
import type { Stored } from '../store/objects';
import { ADDRESS, toAddress } from './address';
import { newCustomer } from './new-customer';

const WRITE = {
  address: clearable(ADDRESS),
  description: clearable(text()),
  email: clearable(email()),
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
  const { address, shipping, metadata: sent, tax_exempt: taxExempt, ...plain } = input;
  const changed = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const updated: Stripe.Customer = { ...customer, ...changed, metadata: mergeMetadata(customer.metadata, sent) };
  if (address !== undefined) updated.address = address === null ? null : toAddress(address);
  if (shipping !== undefined) updated.shipping = shipping === null ? null : { address: toAddress(shipping.address), name: shipping.name, phone: shipping.phone ?? '' };
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

const update: Route['handle'] = async (call) => {
  const input = readFields(WRITE, call.input);
  const { doc } = await lockCustomer(call);
  const updated = applyInput(doc, input);
  await updateDocument(call.work.sql, 'customer', updated);
  emitChange(call.work, 'customer.updated', { before: doc, after: updated });
  return updated;
};

const remove: Route['handle'] = async (call) => {
  const { doc } = await lockCustomer(call);
  await deleteObject(call.work.sql, 'customer', doc.id);
  emit(call.work, 'customer.deleted', doc);
  return { id: doc.id, object: 'customer', deleted: true };
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
];
