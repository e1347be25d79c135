import { PAGING, createdRange, listPage } from '../core/listing';
import type { Expandable } from '../core/expand';
import { flag, metadata, readFields, shape, text } from '../core/params';
import { missingResource, notPossible } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { closeDispute } from '../disputes/close-dispute';
import { EVIDENCE } from '../disputes/evidence';
import { lockDispute } from '../disputes/lock-dispute';
import type { StoredDispute } from '../disputes/lock-dispute';
import { submitEvidence } from '../disputes/submit-evidence';
import { findObject } from '../store/objects';

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

async function disputeOf(call: ApiCall): Promise<StoredDispute> {
  const stored = await lockDispute(call.work, idOf(call));
  if (stored === null) throw missingResource('dispute', idOf(call));
  return stored;
}

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'dispute', idOf(call));
  if (stored === null) throw missingResource('dispute', idOf(call));
  return stored.doc;
};

const update: Route['handle'] = async (call) => {
  const input = readFields({ evidence: shape(EVIDENCE), metadata: metadata(), submit: flag() }, call.input);
  return submitEvidence(call.work, await disputeOf(call), input);
};

const close: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await disputeOf(call);
  if (stored.doc.status.startsWith('warning_')) throw notPossible('An inquiry cannot be conceded: refund the charge instead.');
  return closeDispute(call.work, stored, 'lost');
};

const list: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, ...match } = readFields({ ...PAGING, charge: text(), created: createdRange(), payment_intent: text() }, call.input);
  return listPage(call.work, { kind: 'dispute', url: '/v1/disputes', paging: { limit, starting_after, ending_before }, query: { ...created, match } });
};

export const DISPUTE_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/disputes', handle: list },
  { method: 'GET', path: '/v1/disputes/:id', handle: retrieve },
  { method: 'POST', path: '/v1/disputes/:id', handle: update },
  { method: 'POST', path: '/v1/disputes/:id/close', handle: close },
];

export const DISPUTE_EXPANDABLE: Expandable = { charge: 'charge', payment_intent: 'payment_intent' };
