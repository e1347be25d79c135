import type { Expandable } from '../core/expand';
import { PAGING, createdRange, listPage } from '../core/listing';
import { mergeMetadata, metadata, readFields, text } from '../core/params';
import { missingResource } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { findObject, lockObject, updateDocument } from '../store/objects';

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'charge', idOf(call));
  if (stored === null) throw missingResource('charge', idOf(call));
  return stored.doc;
};

const update: Route['handle'] = async (call) => {
  const input = readFields({ description: text({ max: 1000 }), metadata: metadata(), transfer_group: text() }, call.input);
  const stored = await lockObject(call.work.sql, 'charge', idOf(call));
  if (stored === null) throw missingResource('charge', idOf(call));
  const { description, transfer_group } = stored.doc;
  const updated = {
    ...stored.doc,
    description: input.description ?? description,
    transfer_group: input.transfer_group ?? transfer_group,
    metadata: mergeMetadata(stored.doc.metadata, input.metadata),
  };
  await updateDocument(call.work.sql, 'charge', updated);
  return updated;
};

const list: Route['handle'] = (call) => {
  const fields = { ...PAGING, created: createdRange(), customer: text(), payment_intent: text(), transfer_group: text() };
  const { limit, starting_after, ending_before, created, ...match } = readFields(fields, call.input);
  return listPage(call.work, { kind: 'charge', url: '/v1/charges', paging: { limit, starting_after, ending_before }, query: { ...created, match } });
};

export const CHARGE_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/charges', handle: list },
  { method: 'GET', path: '/v1/charges/:id', handle: retrieve },
  { method: 'POST', path: '/v1/charges/:id', handle: update },
];

export const CHARGE_EXPANDABLE: Expandable = {
  application_fee: 'application_fee',
  balance_transaction: 'balance_transaction',
  customer: 'customer',
  failure_balance_transaction: 'balance_transaction',
  payment_intent: 'payment_intent',
  refunds: (work, charge) => {
    const id = String(charge['id']);
    const paging = { limit: 10, starting_after: undefined, ending_before: undefined };
    return listPage(work, { kind: 'refund', url: `/v1/charges/${id}/refunds`, paging, query: { match: { charge: id } } });
  },
};
