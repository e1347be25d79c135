import { PAGING, createdRange, listPage } from '../core/listing';
import { readFields, text } from '../core/params';
import { missingResource } from '../core/refusal';
import type { Route } from '../core/route';
import type { Work } from '../core/work';
import { balanceOf } from '../payments/balance-of';
import { findObject } from '../store/objects';
import type { Expandable } from '../core/expand';
import type { Kind } from '../store/kinds';
import type Stripe from 'stripe';

/** Funds become available as time passes; the document only knows when. */
function asOfNow(work: Work, movement: Stripe.BalanceTransaction): Stripe.BalanceTransaction {
  return { ...movement, status: movement.available_on <= work.now ? 'available' : 'pending' };
}

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const id = call.path['id'] ?? '';
  const stored = await findObject(call.work.sql, 'balance_transaction', id);
  if (stored === null) throw missingResource('balance transaction', id);
  return asOfNow(call.work, stored.doc);
};

const balance: Route['handle'] = (call) => {
  readFields({}, call.input);
  return balanceOf(call.work);
};

const list: Route['handle'] = async (call) => {
  const fields = { ...PAGING, created: createdRange(), currency: text({ max: 3 }), payout: text(), source: text(), type: text() };
  const { limit, starting_after, ending_before, created, ...match } = readFields(fields, call.input);
  const page = await listPage(call.work, { kind: 'balance_transaction', url: '/v1/balance_transactions', paging: { limit, starting_after, ending_before }, query: { ...created, match } });
  return { ...page, data: page.data.map((movement) => asOfNow(call.work, movement)) };
};

export const BALANCE_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/balance', handle: balance },
  { method: 'GET', path: '/v1/balance_transactions', handle: list },
  { method: 'GET', path: '/v1/balance_transactions/:id', handle: retrieve },
];

/** What moves the balance, by the first letters of its id. */
const SOURCES: Record<string, Kind> = { ch: 'charge', py: 'charge', re: 'refund', pyr: 'refund', du: 'dispute', tr: 'transfer', trr: 'transfer_reversal', po: 'payout', fee: 'application_fee' };

export const BALANCE_EXPANDABLE: Expandable = {
  source: async (work, movement) => {
    const id = String(movement['source']);
    const kind = SOURCES[id.split('_')[0] ?? ''];
    return (kind === undefined ? null : (await findObject(work.sql, kind, id))?.doc) ?? id;
  },
};
