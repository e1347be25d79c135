import type { Expandable } from '../core/expand';
import { PAGING, createdRange, listPage } from '../core/listing';
import { integer, mergeMetadata, metadata, oneOf, readFields, required, text } from '../core/params';
import { missingResource, notInDouble, notPossible } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { findObject, lockObject, updateDocument } from '../store/objects';
import { createPayout } from '../transfers/create-payout';
import { settlePayout } from '../transfers/settle-payout';
import { CURRENCY } from './price-params';

const CREATE = {
  amount: required(integer({ min: 1, max: 999_999_999_999 })),
  currency: required(CURRENCY),
  description: text({ max: 1000 }),
  destination: text(),
  metadata: metadata(),
  method: oneOf('instant', 'standard'),
  payout_method: text(),
  source_type: oneOf('bank_account', 'card', 'fpx'),
  statement_descriptor: text({ max: 22 }),
};

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

const create: Route['handle'] = (call) => {
  const { method, destination, payout_method: payoutMethod, ...input } = readFields(CREATE, call.input);
  if (method === 'instant') throw notInDouble('instant payouts', 'method');
  if (destination !== undefined || payoutMethod !== undefined) throw notInDouble('payouts to another bank account than the default', 'destination');
  return createPayout(call.work, input);
};

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'payout', idOf(call));
  if (stored === null) throw missingResource('payout', idOf(call));
  return stored.doc;
};

const update: Route['handle'] = async (call) => {
  const input = readFields({ metadata: metadata() }, call.input);
  const stored = await lockObject(call.work.sql, 'payout', idOf(call));
  if (stored === null) throw missingResource('payout', idOf(call));
  const updated = { ...stored.doc, metadata: mergeMetadata(stored.doc.metadata ?? {}, input.metadata) };
  await updateDocument(call.work.sql, 'payout', updated);
  return updated;
};

const cancel: Route['handle'] = async (call) => {
  readFields({}, call.input);
  if ((await findObject(call.work.sql, 'payout', idOf(call))) === null) throw missingResource('payout', idOf(call));
  const canceled = await settlePayout(call.work, idOf(call), 'canceled');
  if (canceled === null) throw notPossible('Payouts can only be canceled if they are pending.');
  return canceled;
};

const list: Route['handle'] = (call) => {
  const fields = { ...PAGING, created: createdRange(), destination: text(), status: oneOf('canceled', 'failed', 'in_transit', 'paid', 'pending') };
  const { limit, starting_after, ending_before, created, ...match } = readFields(fields, call.input);
  return listPage(call.work, { kind: 'payout', url: '/v1/payouts', paging: { limit, starting_after, ending_before }, query: { ...created, match } });
};

export const PAYOUT_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/payouts', handle: create },
  { method: 'GET', path: '/v1/payouts', handle: list },
  { method: 'GET', path: '/v1/payouts/:id', handle: retrieve },
  { method: 'POST', path: '/v1/payouts/:id', handle: update },
  { method: 'POST', path: '/v1/payouts/:id/cancel', handle: cancel },
];

export const PAYOUT_EXPANDABLE: Expandable = { balance_transaction: 'balance_transaction', failure_balance_transaction: 'balance_transaction' };
