import type { Expandable } from '../core/expand';
import { PAGING, createdRange, listPage } from '../core/listing';
import { integer, mergeMetadata, metadata, oneOf, readFields, required, text } from '../core/params';
import { missingResource } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { emitChange } from '../events/emit';
import { findObject, lockObject, updateDocument } from '../store/objects';
import { createTransfer } from '../transfers/create-transfer';
import { CURRENCY } from './price-params';

export const CREATE_TRANSFER = {
  amount: integer({ min: 1, max: 999_999_999_999 }),
  currency: required(CURRENCY),
  description: text({ max: 1000 }),
  destination: required(text()),
  metadata: metadata(),
  source_transaction: text(),
  source_type: oneOf('bank_account', 'card', 'fpx'),
  transfer_group: text({ max: 200 }),
};

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

const create: Route['handle'] = (call) => createTransfer(call.work, readFields(CREATE_TRANSFER, call.input));

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'transfer', idOf(call));
  if (stored === null) throw missingResource('transfer', idOf(call));
  return stored.doc;
};

const update: Route['handle'] = async (call) => {
  const input = readFields({ description: text({ max: 1000 }), metadata: metadata() }, call.input);
  const stored = await lockObject(call.work.sql, 'transfer', idOf(call));
  if (stored === null) throw missingResource('transfer', idOf(call));
  const updated = { ...stored.doc, description: input.description ?? stored.doc.description, metadata: mergeMetadata(stored.doc.metadata, input.metadata) };
  await updateDocument(call.work.sql, 'transfer', updated);
  emitChange(call.work, 'transfer.updated', { before: stored.doc, after: updated });
  return updated;
};

const list: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, ...match } = readFields({ ...PAGING, created: createdRange(), destination: text(), transfer_group: text() }, call.input);
  return listPage(call.work, { kind: 'transfer', url: '/v1/transfers', paging: { limit, starting_after, ending_before }, query: { ...created, match } });
};

export const TRANSFER_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/transfers', handle: create },
  { method: 'GET', path: '/v1/transfers', handle: list },
  { method: 'GET', path: '/v1/transfers/:id', handle: retrieve },
  { method: 'POST', path: '/v1/transfers/:id', handle: update },
];

export const TRANSFER_EXPANDABLE: Expandable = { balance_transaction: 'balance_transaction', destination: 'account', source_transaction: 'charge' };
