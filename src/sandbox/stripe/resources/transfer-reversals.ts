import type { Expandable } from '../core/expand';
import { PAGING, listPage } from '../core/listing';
import { flag, integer, mergeMetadata, metadata, readFields, text } from '../core/params';
import { missingResource } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { findObject, lockObject, updateDocument } from '../store/objects';
import { reverseTransfer } from '../transfers/reverse-transfer';

const transferOf = (call: ApiCall): string => call.path['id'] ?? '';
const idOf = (call: ApiCall): string => call.path['reversal'] ?? '';

const create: Route['handle'] = (call) => {
  const input = readFields({ amount: integer({ min: 1 }), description: text({ max: 1000 }), metadata: metadata(), refund_application_fee: flag() }, call.input);
  return reverseTransfer(call.work, transferOf(call), input);
};

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'transfer_reversal', idOf(call));
  if (stored?.doc.transfer !== transferOf(call)) throw missingResource('transfer reversal', idOf(call));
  return stored.doc;
};

const update: Route['handle'] = async (call) => {
  const input = readFields({ metadata: metadata() }, call.input);
  const stored = await lockObject(call.work.sql, 'transfer_reversal', idOf(call));
  if (stored?.doc.transfer !== transferOf(call)) throw missingResource('transfer reversal', idOf(call));
  const updated = { ...stored.doc, metadata: mergeMetadata(stored.doc.metadata ?? {}, input.metadata) };
  await updateDocument(call.work.sql, 'transfer_reversal', updated);
  return updated;
};

const list: Route['handle'] = async (call) => {
  const paging = readFields(PAGING, call.input);
  const id = transferOf(call);
  if ((await findObject(call.work.sql, 'transfer', id)) === null) throw missingResource('transfer', id);
  return listPage(call.work, { kind: 'transfer_reversal', url: `/v1/transfers/${id}/reversals`, paging, query: { match: { transfer: id } } });
};

export const REVERSAL_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/transfers/:id/reversals', handle: create },
  { method: 'GET', path: '/v1/transfers/:id/reversals', handle: list },
  { method: 'GET', path: '/v1/transfers/:id/reversals/:reversal', handle: retrieve },
  { method: 'POST', path: '/v1/transfers/:id/reversals/:reversal', handle: update },
];

export const REVERSAL_EXPANDABLE: Expandable = { balance_transaction: 'balance_transaction', transfer: 'transfer' };
