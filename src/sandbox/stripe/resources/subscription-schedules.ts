import type Stripe from 'stripe';
import type { Expandable } from '../core/expand';
import { PAGING, createdRange, listPage } from '../core/listing';
import { flag, mergeMetadata, metadata, oneOf, readFields, text } from '../core/params';
import { missingResource, notInDouble, notPossible } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import type { SubscriptionDocument } from '../store/billing-kinds';
import { findObject, lockObject } from '../store/objects';
import { cancelSubscription } from '../subscriptions/cancel-subscription';
import { UPDATE_SCHEDULE, changeSchedule } from '../subscriptions/change-schedule';
import { changeSubscription, lockSubscription, subscriptionOf } from '../subscriptions/change-subscription';
import { endSchedule } from '../subscriptions/end-schedule';
import { scheduleFrom } from '../subscriptions/new-schedule';

const ANYTHING = { read: (value: unknown) => value };

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

const CREATE = {
  billing_mode: ANYTHING, customer: ANYTHING, customer_account: ANYTHING, default_settings: ANYTHING, end_behavior: ANYTHING, from_subscription: text(), metadata: metadata(), pause_schedules: ANYTHING, phases: ANYTHING, start_date: ANYTHING,
};

const create: Route['handle'] = async ({ work, input: tree }) => {
  const { from_subscription: from, metadata: sent, ...others } = readFields(CREATE, tree);
  if (from === undefined) throw notInDouble('schedules that start a subscription', 'from_subscription');
  const other = Object.entries(others).find(([, value]) => value !== undefined);
  if (other !== undefined) throw notPossible(`You cannot set \`${other[0]}\` if \`from_subscription\` is set.`, { param: other[0] });
  return (await scheduleFrom(work, await subscriptionOf(work, from, 'from_subscription'), mergeMetadata({}, sent))).plan;
};

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'subscription_schedule', idOf(call));
  if (stored === null) throw missingResource('subscription_schedule', idOf(call));
  return stored.doc;
};

/** The schedule and its subscription, the subscription locked first. */
async function lockPlan(call: ApiCall): Promise<{ plan: Stripe.SubscriptionSchedule; subscription: SubscriptionDocument }> {
  const known = await findObject(call.work.sql, 'subscription_schedule', idOf(call));
  if (known === null) throw missingResource('subscription_schedule', idOf(call));
  const id = typeof known.doc.subscription === 'string' ? known.doc.subscription : null;
  const subscription = id === null ? null : await lockSubscription(call.work, id);
  const stored = await lockObject(call.work.sql, 'subscription_schedule', idOf(call));
  if (subscription === null || stored?.doc.status !== 'active') throw notPossible(`This subscription schedule is \`${known.doc.status}\` and can no longer be changed.`);
  return { plan: stored.doc, subscription };
}

const update: Route['handle'] = async (call) => {
  const input = readFields(UPDATE_SCHEDULE, call.input);
  return changeSchedule(call.work, { ...(await lockPlan(call)), input });
};

const release: Route['handle'] = async (call) => {
  const { preserve_cancel_date: preserve } = readFields({ preserve_cancel_date: flag() }, call.input);
  if (preserve === true) throw notInDouble('keeping the date of cancellation', 'preserve_cancel_date');
  const { plan, subscription } = await lockPlan(call);
  const released = await endSchedule(call.work, plan.id, 'released');
  await changeSubscription(call.work, subscription, { schedule: null });
  return released ?? plan;
};

const cancel: Route['handle'] = async (call) => {
  readFields({ invoice_now: flag(), prorate: flag() }, call.input);
  const { plan, subscription } = await lockPlan(call);
  await cancelSubscription(call.work, subscription, { reason: 'cancellation_requested' });
  return (await findObject(call.work.sql, 'subscription_schedule', plan.id))?.doc ?? plan;
};

const list: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, scheduled, ...match } = readFields({ ...PAGING, created: createdRange(), customer: text(), scheduled: oneOf('true', 'false') }, call.input);
  return listPage(call.work, { kind: 'subscription_schedule', url: '/v1/subscription_schedules', paging: { limit, starting_after, ending_before }, query: { ...created, match: scheduled === 'true' ? { ...match, status: 'not_started' } : match } });
};

export const SCHEDULE_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/subscription_schedules', handle: create },
  { method: 'GET', path: '/v1/subscription_schedules', handle: list },
  { method: 'GET', path: '/v1/subscription_schedules/:id', handle: retrieve },
  { method: 'POST', path: '/v1/subscription_schedules/:id', handle: update },
  { method: 'POST', path: '/v1/subscription_schedules/:id/release', handle: release },
  { method: 'POST', path: '/v1/subscription_schedules/:id/cancel', handle: cancel },
];

export const SCHEDULE_EXPANDABLE: Expandable = { customer: 'customer', subscription: 'subscription', 'phases.items.price': 'price' };
