import type { Expandable } from '../core/expand';
import { PAGING, createdRange, listPage } from '../core/listing';
import { mergeMetadata, metadata, readFields, text } from '../core/params';
import { missingResource } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { findObject, lockObject, updateDocument } from '../store/objects';

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

const retrieve: Route['handle'] = async (call) => {
  readFields({ client_secret: text() }, call.input);
  const stored = await findObject(call.work.sql, 'payment_intent', idOf(call));
  if (stored === null) throw missingResource('payment_intent', idOf(call));
  return stored.doc;
};

const update: Route['handle'] = async (call) => {
  const input = readFields({ description: text({ max: 1000 }), metadata: metadata() }, call.input);
  const stored = await lockObject(call.work.sql, 'payment_intent', idOf(call));
  if (stored === null) throw missingResource('payment_intent', idOf(call));
  const updated = { ...stored.doc, description: input.description ?? stored.doc.description, metadata: mergeMetadata(stored.doc.metadata, input.metadata) };
  await updateDocument(call.work.sql, 'payment_intent', updated);
  return updated;
};

const list: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, ...match } = readFields({ ...PAGING, created: createdRange(), customer: text() }, call.input);
  return listPage(call.work, { kind: 'payment_intent', url: '/v1/payment_intents', paging: { limit, starting_after, ending_before }, query: { ...created, match } });
};

export const PAYMENT_INTENT_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/payment_intents', handle: list },
  { method: 'GET', path: '/v1/payment_intents/:id', handle: retrieve },
  { method: 'POST', path: '/v1/payment_intents/:id', handle: update },
];

export const PAYMENT_INTENT_EXPANDABLE: Expandable = { customer: 'customer', latest_charge: 'charge', payment_method: 'payment_method' };
