import type { Expandable } from '../core/expand';
import { PAGING, createdRange, listPage } from '../core/listing';
import { flag, integer, metadata, mergeMetadata, readFields, required, text } from '../core/params';
import { missingResource, notPossible } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { emit } from '../events/emit';
import { addInvoiceItem } from '../invoices/new-invoice-item';
import { deleteObject, findObject, lockObject } from '../store/objects';
import { subscriptionOf } from '../subscriptions/change-subscription';
import { CURRENCY } from './price-params';

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

const CREATE = { amount: required(integer()), currency: required(CURRENCY), customer: required(text()), description: text(), metadata: metadata(), subscription: text() };

const create: Route['handle'] = async ({ work, input: tree }) => {
  const input = readFields(CREATE, tree);
  if ((await findObject(work.sql, 'customer', input.customer)) === null) throw missingResource('customer', input.customer, 'customer');
  if (input.subscription !== undefined) await subscriptionOf(work, input.subscription, 'subscription');
  return addInvoiceItem(work, {
    customer: input.customer, amount: input.amount, currency: input.currency, description: input.description ?? null, period: { start: work.now, end: work.now }, price: null, quantity: 1, metadata: mergeMetadata({}, input.metadata), subscription: input.subscription ?? null,
  });
};

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'invoiceitem', idOf(call));
  if (stored === null) throw missingResource('invoiceitem', idOf(call));
  return stored.doc;
};

const remove: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await lockObject(call.work.sql, 'invoiceitem', idOf(call));
  if (stored === null) throw missingResource('invoiceitem', idOf(call));
  if (stored.doc.invoice !== null) throw notPossible('This invoice item cannot be deleted: it is on an invoice.');
  await deleteObject(call.work.sql, 'invoiceitem', stored.doc.id);
  emit(call.work, 'invoiceitem.deleted', stored.doc);
  return { id: stored.doc.id, object: 'invoiceitem', deleted: true };
};

const list: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, pending, ...match } = readFields({ ...PAGING, created: createdRange(), customer: text(), invoice: text(), pending: flag() }, call.input);
  return listPage(call.work, { kind: 'invoiceitem', url: '/v1/invoiceitems', paging: { limit, starting_after, ending_before }, query: { ...created, match: pending === true ? { ...match, invoice: null } : match } });
};

export const INVOICE_ITEM_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/invoiceitems', handle: create },
  { method: 'GET', path: '/v1/invoiceitems', handle: list },
  { method: 'GET', path: '/v1/invoiceitems/:id', handle: retrieve },
  { method: 'DELETE', path: '/v1/invoiceitems/:id', handle: remove },
];

export const INVOICE_ITEM_EXPANDABLE: Expandable = { customer: 'customer', invoice: 'invoice' };
