import type { Expandable } from '../core/expand';
import { PAGING, createdRange, listPage } from '../core/listing';
import { email, flag, integer, mergeMetadata, metadata, oneOf, readFields, text } from '../core/params';
import { missingResource, notInDouble } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { createRefund } from '../payments/create-refund';
import { findObject, lockObject, updateDocument } from '../store/objects';

const CREATE = {
  amount: integer({ min: 1 }),
  charge: text(),
  currency: text({ max: 3 }),
  customer: text(),
  instructions_email: email(),
  metadata: metadata(),
  origin: oneOf('customer_balance'),
  payment_intent: text(),
  reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
  refund_application_fee: flag(),
  reverse_transfer: flag(),
};

const create: Route['handle'] = (call) => {
  const { origin, customer, currency, ...input } = readFields(CREATE, call.input);
  if (origin !== undefined || customer !== undefined || currency !== undefined) throw notInDouble('refunds of a customer balance', 'origin');
  return createRefund(call.work, input);
};

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'refund', idOf(call));
  if (stored === null) throw missingResource('refund', idOf(call));
  return stored.doc;
};

const update: Route['handle'] = async (call) => {
  const input = readFields({ metadata: metadata() }, call.input);
  const stored = await lockObject(call.work.sql, 'refund', idOf(call));
  if (stored === null) throw missingResource('refund', idOf(call));
  const updated = { ...stored.doc, metadata: mergeMetadata(stored.doc.metadata ?? {}, input.metadata) };
  await updateDocument(call.work.sql, 'refund', updated);
  return updated;
};

const list: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, ...match } = readFields({ ...PAGING, created: createdRange(), charge: text(), payment_intent: text() }, call.input);
  return listPage(call.work, { kind: 'refund', url: '/v1/refunds', paging: { limit, starting_after, ending_before }, query: { ...created, match } });
};

export const REFUND_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/refunds', handle: create },
  { method: 'GET', path: '/v1/refunds', handle: list },
  { method: 'GET', path: '/v1/refunds/:id', handle: retrieve },
  { method: 'POST', path: '/v1/refunds/:id', handle: update },
];

export const REFUND_EXPANDABLE: Expandable = {
  balance_transaction: 'balance_transaction',
  charge: 'charge',
  customer: 'customer',
  failure_balance_transaction: 'balance_transaction',
  payment_intent: 'payment_intent',
};
