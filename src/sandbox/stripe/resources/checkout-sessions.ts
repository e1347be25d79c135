import { CREATE_SESSION } from '../checkout/create-params';
import { createSession } from '../checkout/create-session';
import { expireSession, lockSession } from '../checkout/expire-session';
import type { StoredSession } from '../checkout/expire-session';
import type { Expandable } from '../core/expand';
import { PAGING, createdRange, listPage, pageOf } from '../core/listing';
import { mergeMetadata, metadata, oneOf, readFields, shape, text } from '../core/params';
import { missingResource, notPossible } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import type { Work } from '../core/work';
import { findObject, updateDocument } from '../store/objects';

const LIST = {
  ...PAGING,
  created: createdRange(),
  customer: text(),
  customer_account: text(),
  customer_details: shape({ email: text() }),
  payment_intent: text(),
  payment_link: text(),
  status: oneOf('complete', 'expired', 'open'),
  subscription: text(),
};

async function sessionOf(call: ApiCall): Promise<StoredSession> {
  const id = call.path['id'] ?? '';
  const session = await lockSession(call.work, id);
  if (session === null) throw missingResource('checkout.session', id);
  return session;
}

async function readLineItems(work: Work, sessionId: string) {
  return (await findObject(work.sql, 'checkout.session', sessionId))?.hidden.lineItems ?? [];
}

const create: Route['handle'] = (call) => createSession(call.work, readFields(CREATE_SESSION, call.input));

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  return (await sessionOf(call)).doc;
};

const update: Route['handle'] = async (call) => {
  const input = readFields({ metadata: metadata() }, call.input);
  const session = await sessionOf(call);
  const updated = { ...session.doc, metadata: mergeMetadata(session.doc.metadata ?? {}, input.metadata ?? {}) };
  if (input.metadata === null) updated.metadata = {};
  await updateDocument(call.work.sql, 'checkout.session', updated);
  return updated;
};

const expire: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const session = await sessionOf(call);
  if (session.doc.status !== 'open') {
    throw notPossible(`Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${String(session.doc.status)}.`);
  }
  return expireSession(call.work, session);
};

const list: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, customer_details: details, ...match } = readFields(LIST, call.input);
  const wanted = details === undefined ? match : { ...match, customer_details: details };
  return listPage(call.work, { kind: 'checkout.session', url: '/v1/checkout/sessions', paging: { limit, starting_after, ending_before }, query: { ...created, match: wanted } });
};

const lineItems: Route['handle'] = async (call) => {
  const paging = readFields(PAGING, call.input);
  const session = await sessionOf(call);
  return pageOf(session.hidden.lineItems, paging, `/v1/checkout/sessions/${session.doc.id}/line_items`);
};

export const CHECKOUT_SESSION_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/checkout/sessions', addsOnly: true, handle: create },
  { method: 'GET', path: '/v1/checkout/sessions', handle: list },
  { method: 'GET', path: '/v1/checkout/sessions/:id', handle: retrieve },
  { method: 'POST', path: '/v1/checkout/sessions/:id', handle: update },
  { method: 'POST', path: '/v1/checkout/sessions/:id/expire', handle: expire },
  { method: 'GET', path: '/v1/checkout/sessions/:id/line_items', handle: lineItems },
];

export const CHECKOUT_SESSION_EXPANDABLE: Expandable = {
  customer: 'customer',
  invoice: 'invoice',
  subscription: 'subscription',
  payment_intent: 'payment_intent',
  'discounts.coupon': 'coupon',
  'shipping_cost.shipping_rate': 'shipping_rate',
  'shipping_options.shipping_rate': 'shipping_rate',
  line_items: async (work, session) => {
    const id = String(session['id']);
    return pageOf(await readLineItems(work, id), { limit: 100, starting_after: undefined, ending_before: undefined }, `/v1/checkout/sessions/${id}/line_items`);
  },
};
