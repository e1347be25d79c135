import { PAGING, createdRange, listPage } from '../core/listing';
import { flag, mergeMetadata, metadata, readFields } from '../core/params';
import { missingResource } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { findObject, insertObject, lockObject, updateDocument } from '../store/objects';
import { SHIPPING_RATE, newShippingRate } from './shipping-rate-params';

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

const create: Route['handle'] = async ({ work, input }) => {
  const rate = newShippingRate(readFields(SHIPPING_RATE, input), work.now);
  await insertObject(work.sql, 'shipping_rate', { doc: rate, hidden: {} });
  return rate;
};

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'shipping_rate', idOf(call));
  if (stored === null) throw missingResource('shipping rate', idOf(call));
  return stored.doc;
};

const update: Route['handle'] = async (call) => {
  const input = readFields({ active: flag(), metadata: metadata() }, call.input);
  const stored = await lockObject(call.work.sql, 'shipping_rate', idOf(call));
  if (stored === null) throw missingResource('shipping rate', idOf(call));
  const updated = { ...stored.doc, active: input.active ?? stored.doc.active, metadata: mergeMetadata(stored.doc.metadata, input.metadata) };
  await updateDocument(call.work.sql, 'shipping_rate', updated);
  return updated;
};

const list: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, ...match } = readFields({ ...PAGING, active: flag(), created: createdRange() }, call.input);
  return listPage(call.work, { kind: 'shipping_rate', url: '/v1/shipping_rates', paging: { limit, starting_after, ending_before }, query: { ...created, match } });
};

export const SHIPPING_RATE_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/shipping_rates', handle: create },
  { method: 'GET', path: '/v1/shipping_rates', handle: list },
  { method: 'GET', path: '/v1/shipping_rates/:id', handle: retrieve },
  { method: 'POST', path: '/v1/shipping_rates/:id', handle: update },
];
