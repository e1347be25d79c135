import { couponOf } from '../checkout/discount-lines';
import { mergeMetadata } from '../core/params';
import { Refusal, invalidParam, missingResource, notPossible } from '../core/refusal';
import type { Work } from '../core/work';
import { grantDiscount } from '../invoices/discount';
import { finalizeInvoice } from '../invoices/finalize-invoice';
import type { Decline } from '../payments/test-cards';
import type { SubscriptionDocument } from '../store/billing-kinds';
import { findObject } from '../store/objects';
import { billChange } from './bill-change';
import { changeSubscription, currentPeriod, isOver } from './change-subscription';
import { collectFor } from './collect-for';
import { refuseUpdate } from './update-params';
import type { UpdateInput } from './update-params';
import { wantedItems } from './wanted-items';

/** Changes a locked subscription as a request asks, and collects what that costs at once. Throws Stripe's refusals. */
export async function updateSubscription(work: Work, subscription: SubscriptionDocument, input: UpdateInput): Promise<SubscriptionDocument> {
  const { subscription: changed, invoice } = await applyUpdate(work, subscription, input);
  if (invoice === null) return changed;
  const after = await collectFor(work, await finalizeInvoice(work, invoice), { subscription: changed, asked: false });
  if (after.decline !== null && input.payment_behavior === 'error_if_incomplete') throw cardError(after.decline);
  return after.subscription ?? changed;
}

/** The same without collecting: what a preview shows. */
export async function applyUpdate(work: Work, subscription: SubscriptionDocument, input: Partial<UpdateInput>): ReturnType<typeof billChange> {
  refuseUpdate(input);
  refuseOver(subscription, input);
  if (isOver(subscription)) return { subscription: await changeSubscription(work, subscription, await fieldsOf(work, subscription, input)), invoice: null };
  if (subscription.schedule !== null && (input.cancel_at !== undefined || input.cancel_at_period_end !== undefined)) {
    throw notPossible(`The subscription is managed by the subscription schedule \`${subscription.schedule}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`);
  }
  return billChange(work, subscription, {
    items: await wantedItems(work, subscription, input.items ?? []),
    behavior: input.proration_behavior ?? 'create_prorations',
    at: input.proration_date ?? Math.min(work.now, currentPeriod(subscription).end),
    anchorNow: input.billing_cycle_anchor?.type === 'now',
    trialEnd: input.trial_end,
    fields: await fieldsOf(work, subscription, input),
  });
}

const AFTERWARDS = new Set(['metadata', 'cancellation_details']);

function refuseOver(subscription: SubscriptionDocument, input: Partial<UpdateInput>): void {
  if (!isOver(subscription)) return;
  const [param] = Object.entries(input).flatMap(([key, value]) => (value === undefined || AFTERWARDS.has(key) ? [] : [key]));
  if (param !== undefined) throw notPossible('A canceled subscription can only update its cancellation_details and metadata.', { param });
}

async function fieldsOf(work: Work, subscription: SubscriptionDocument, input: Partial<UpdateInput>): Promise<Partial<SubscriptionDocument>> {
  const fields: Partial<SubscriptionDocument> = cancellationOf(work, subscription, input);
  if (input.metadata !== undefined) fields.metadata = mergeMetadata(subscription.metadata, input.metadata);
  if (input.description !== undefined) fields.description = input.description;
  if (input.application_fee_percent !== undefined) fields.application_fee_percent = input.application_fee_percent;
  if (input.default_payment_method !== undefined) {
    const method = await findObject(work.sql, 'payment_method', input.default_payment_method);
    if (method === null) throw missingResource('PaymentMethod', input.default_payment_method, 'default_payment_method');
    if (method.doc.customer !== subscription.customer) throw invalidParam(`The customer does not have a payment method with the ID ${input.default_payment_method}. The payment method must be attached to the customer.`, { param: 'default_payment_method' });
    fields.default_payment_method = method.doc.id;
  }
  if (input.discounts !== undefined) fields.discounts = await discountsOf(work, subscription, input.discounts ?? []);
  return fields;
}

async function discountsOf(work: Work, subscription: SubscriptionDocument, wanted: NonNullable<UpdateInput['discounts']>): Promise<string[]> {
  const [first] = wanted;
  if (first?.coupon === undefined) return [];
  const coupon = await couponOf(work, { discounts: [{ coupon: first.coupon, promotion_code: undefined }] }, subscription.currency);
  return coupon === null ? [] : [(await grantDiscount(work, { coupon, customer: subscription.customer, subscription: subscription.id, session: null })).id];
}

function cancellationOf(work: Work, subscription: SubscriptionDocument, input: Partial<UpdateInput>): Partial<SubscriptionDocument> {
  const known = subscription.cancellation_details ?? { comment: null, feedback: null, feedback_option: null, reason: null };
  const said = Object.fromEntries(Object.entries(input.cancellation_details ?? {}).filter(([, value]) => value !== undefined));
  const details = { ...known, ...said };
  const { end } = currentPeriod(subscription);
  const cancelAt = input.cancel_at_period_end === true || typeof input.cancel_at === 'string' ? end : input.cancel_at;
  if (input.cancel_at_period_end === false || input.cancel_at === null) return { cancel_at_period_end: false, cancel_at: null, canceled_at: null, cancellation_details: { ...details, reason: null } };
  if (cancelAt === undefined || cancelAt === null) return input.cancellation_details === undefined ? {} : { cancellation_details: details };
  if (cancelAt <= work.now) throw invalidParam('`cancel_at` must be a timestamp in the future.', { param: 'cancel_at' });
  return { cancel_at_period_end: input.cancel_at_period_end === true, cancel_at: cancelAt, canceled_at: work.now, cancellation_details: { ...details, reason: 'cancellation_requested' } };
}

/** 402: the bank refused. With `keeps` the attempt stands; without it nothing has changed. */
export function cardError(decline: Decline, { keeps }: { keeps: boolean } = { keeps: false }): Refusal {
  const refusal = new Refusal({ status: 402, type: 'card_error', code: decline.code, message: decline.message, saved: true, keeps });
  refusal.body.decline_code = decline.declineCode;
  return refusal;
}
