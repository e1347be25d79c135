import type { Expandable } from '../core/expand';
import { PAGING, createdRange, listPage, pageOf } from '../core/listing';
import { flag, oneOf, readFields, required, text } from '../core/params';
import { missingResource } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import type { Work } from '../core/work';
import { finalizeInvoice } from '../invoices/finalize-invoice';
import { composeInvoice, storeDraft } from '../invoices/draft-invoice';
import { findObject } from '../store/objects';
import type { SubscriptionDocument } from '../store/billing-kinds';
import { cancelSubscription } from '../subscriptions/cancel-subscription';
import { changeSubscription, currentPeriod, isOver, subscriptionOf } from '../subscriptions/change-subscription';
import { collectFor } from '../subscriptions/collect-for';
import { prorate } from '../subscriptions/prorate';
import { CANCELLATION_DETAILS, UPDATE_SUBSCRIPTION } from '../subscriptions/update-params';
import { updateSubscription } from '../subscriptions/update-subscription';

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'subscription', idOf(call));
  if (stored === null) throw missingResource('subscription', idOf(call));
  return stored.doc;
};

const update: Route['handle'] = async (call) => {
  const input = readFields(UPDATE_SUBSCRIPTION, call.input);
  return updateSubscription(call.work, await subscriptionOf(call.work, idOf(call)), input);
};

const CANCEL = { cancellation_details: CANCELLATION_DETAILS, invoice_now: flag(), prorate: flag() };

const cancel: Route['handle'] = async (call) => {
  const input = readFields(CANCEL, call.input);
  const subscription = await subscriptionOf(call.work, idOf(call));
  if (isOver(subscription)) throw missingResource('subscription', idOf(call));
  if (input.prorate === true && subscription.status !== 'trialing') await prorate(call.work, { before: subscription, after: [], at: call.work.now, fresh: true });
  const billed = input.invoice_now === true ? await billRest(call.work, subscription) : subscription;
  const { comment, feedback } = input.cancellation_details ?? {};
  return cancelSubscription(call.work, billed, { reason: 'cancellation_requested', details: { comment: comment ?? null, feedback: feedback ?? null } });
};

/** Bills at once what waits for the next invoice, which will not come. */
async function billRest(work: Work, subscription: SubscriptionDocument): Promise<SubscriptionDocument> {
  const composed = await composeInvoice(work, { subscription, lines: [], reason: 'subscription_update', period: { start: currentPeriod(subscription).start, end: work.now }, finalizesAt: null });
  if (composed.taken.length === 0) return subscription;
  await storeDraft(work, composed);
  const named = await changeSubscription(work, subscription, { latest_invoice: composed.invoice.doc.id });
  const after = await collectFor(work, await finalizeInvoice(work, composed.invoice), { subscription: named, asked: true });
  return after.subscription ?? named;
}

const LIST = {
  ...PAGING,
  collection_method: oneOf('charge_automatically', 'send_invoice'),
  created: createdRange(),
  customer: text(),
  price: text(),
  status: oneOf('active', 'all', 'canceled', 'ended', 'incomplete', 'incomplete_expired', 'past_due', 'paused', 'trialing', 'unpaid'),
};

const NOT_OVER = ['active', 'incomplete', 'past_due', 'paused', 'trialing', 'unpaid'];

const list: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, status, price, ...match } = readFields(LIST, call.input);
  const values = status === undefined ? NOT_OVER : status === 'all' ? null : status === 'ended' ? ['canceled', 'incomplete_expired'] : [status];
  return listPage(call.work, {
    kind: 'subscription',
    url: '/v1/subscriptions',
    paging: { limit, starting_after, ending_before },
    query: { ...created, match: { ...match, ...(price !== undefined && { items: { data: [{ price: { id: price } }] } }) }, ...(values !== null && { anyOf: { field: 'status', values } }) },
  });
};

const listItems: Route['handle'] = async (call) => {
  const { subscription, ...paging } = readFields({ ...PAGING, subscription: required(text()) }, call.input);
  return pageOf((await subscriptionOf(call.work, subscription, 'subscription')).items.data, paging, '/v1/subscription_items');
};

export const SUBSCRIPTION_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/subscriptions', handle: list },
  { method: 'GET', path: '/v1/subscriptions/:id', handle: retrieve },
  { method: 'POST', path: '/v1/subscriptions/:id', handle: update },
  { method: 'DELETE', path: '/v1/subscriptions/:id', handle: cancel },
  { method: 'GET', path: '/v1/subscription_items', handle: listItems },
];

/** The discounts a document names, as objects. */
export async function discountsOf(work: Work, document: Record<string, unknown>): Promise<unknown> {
  const ids = Array.isArray(document['discounts']) ? (document['discounts'] as unknown[]) : [];
  return Promise.all(ids.map(async (id) => (typeof id === 'string' ? ((await findObject(work.sql, 'discount', id))?.doc ?? id) : id)));
}

export const SUBSCRIPTION_EXPANDABLE: Expandable = {
  customer: 'customer',
  default_payment_method: 'payment_method',
  discounts: discountsOf,
  latest_invoice: 'invoice',
  schedule: 'subscription_schedule',
};
