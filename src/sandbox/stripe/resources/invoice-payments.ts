import type { Expandable } from '../core/expand';
import { PAGING, createdRange, listPage } from '../core/listing';
import { oneOf, readFields, required, shape, text } from '../core/params';
import { missingResource } from '../core/refusal';
import type { Route } from '../core/route';
import { findObject } from '../store/objects';

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const id = call.path['id'] ?? '';
  const stored = await findObject(call.work.sql, 'invoice_payment', id);
  if (stored === null) throw missingResource('invoice_payment', id);
  return stored.doc;
};

const LIST = {
  ...PAGING,
  created: createdRange(),
  invoice: text(),
  payment: shape({ payment_intent: text(), payment_record: text(), type: required(oneOf('payment_intent', 'payment_record')) }),
  status: oneOf('canceled', 'open', 'paid'),
};

const list: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, ...match } = readFields(LIST, call.input);
  return listPage(call.work, { kind: 'invoice_payment', url: '/v1/invoice_payments', paging: { limit, starting_after, ending_before }, query: { ...created, match } });
};

export const INVOICE_PAYMENT_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/invoice_payments', handle: list },
  { method: 'GET', path: '/v1/invoice_payments/:id', handle: retrieve },
];

export const INVOICE_PAYMENT_EXPANDABLE: Expandable = { invoice: 'invoice', 'payment.payment_intent': 'payment_intent' };
