import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { activeDiscount } from '../invoices/discount';
import { composeInvoice, draftInvoice } from '../invoices/draft-invoice';
import type { DraftFacts } from '../invoices/draft-invoice';
import { recurringLine } from '../invoices/new-line';
import type { LineDocument, SubscriptionDocument } from '../store/billing-kinds';
import { findObject } from '../store/objects';
import { arrange, arrangeTrialNotice } from './arrange';
import { cancelSubscription } from './cancel-subscription';
import { changeSubscription, currentPeriod, isOver, lockSubscription, withItems } from './change-subscription';
import { enterDuePhase } from './enter-phase';
import { periodEndAfter, rhythmOf } from './periods';
import { CANCEL_AT, PERIOD_END, TRIAL_WILL_END, UPCOMING } from './tasks';

const HOUR = 3600;

/** The lines of one period of every item. */
export async function linesFor(work: Work, subscription: SubscriptionDocument, trial = false): Promise<LineDocument[]> {
  const lines: LineDocument[] = [];
  for (const item of subscription.items.data) lines.push(await recurringLine(work, { subscription, item, period: { start: item.current_period_start, end: item.current_period_end }, trial }));
  return lines;
}

/** The items in the period that follows the one they are in. */
export function nextPeriod(subscription: SubscriptionDocument): SubscriptionDocument {
  const { end: start } = currentPeriod(subscription);
  const [first] = subscription.items.data;
  const end = first === undefined ? start : periodEndAfter(subscription.billing_cycle_anchor, rhythmOf(first.price), start);
  return withItems(subscription, subscription.items.data.map((item) => ({ ...item, current_period_start: start, current_period_end: end })));
}

/** The task of a period's end: the subscription ends with it, or goes into the next, which is billed. */
export async function endPeriod(work: Work, id: string): Promise<void> {
  const found = await lockSubscription(work, id);
  if (found === null || isOver(found) || found.status === 'paused') return;
  if (currentPeriod(found).end > work.now) return arrange(work, found);
  const subscription = await enterDuePhase(work, found);
  if (isOver(subscription)) return;
  if (subscription.cancel_at_period_end || (subscription.cancel_at !== null && subscription.cancel_at <= work.now)) {
    await cancelSubscription(work, subscription, { reason: 'cancellation_requested' });
    return;
  }
  const missing = subscription.status === 'trialing' && (await lacksMethod(work, subscription)) ? subscription.trial_settings?.end_behavior.missing_payment_method : 'create_invoice';
  if (missing === 'cancel') await cancelSubscription(work, subscription, { reason: 'payment_failed' });
  else if (missing === 'pause') await pause(work, subscription);
  else await renew(work, subscription);
}

async function lacksMethod(work: Work, subscription: SubscriptionDocument): Promise<boolean> {
  if (subscription.default_payment_method !== null) return false;
  const customer = await findObject(work.sql, 'customer', subscription.customer);
  return typeof customer?.doc.invoice_settings.default_payment_method !== 'string';
}

async function pause(work: Work, subscription: SubscriptionDocument): Promise<void> {
  const paused = await changeSubscription(work, subscription, { status: 'paused' });
  emit(work, 'customer.subscription.paused', paused);
}

async function renew(work: Work, subscription: SubscriptionDocument): Promise<void> {
  const period = currentPeriod(subscription);
  const next = nextPeriod(subscription);
  // Of a subscription nobody pays for, invoices are written but not sent.
  const finalizesAt = subscription.status === 'unpaid' ? null : work.now + HOUR;
  const { invoice, discountSpent } = await draftInvoice(work, { subscription: next, lines: await linesFor(work, next), reason: 'subscription_cycle', period, finalizesAt });
  const discountOver = subscription.discounts.length > 0 && (await activeDiscount(work, subscription)) === null;
  const renewed = await changeSubscription(work, subscription, {
    items: next.items,
    latest_invoice: invoice.doc.id,
    ...(subscription.status === 'trialing' && { status: 'active' as const }),
    ...((discountSpent || discountOver) && { discounts: [] }),
  });
  await arrange(work, renewed);
  await arrangeTrialNotice(work, renewed);
}

/** The facts of the invoice that the end of the period will bring. */
export async function upcomingFacts(work: Work, subscription: SubscriptionDocument): Promise<DraftFacts> {
  const period = currentPeriod(subscription);
  const ends = subscription.cancel_at_period_end || (subscription.cancel_at !== null && subscription.cancel_at <= period.end);
  const next = nextPeriod(subscription);
  return { subscription: next, lines: ends ? [] : await linesFor(work, next), reason: 'upcoming', period, finalizesAt: null };
}

async function announceUpcoming(work: Work, id: string): Promise<void> {
  const subscription = await lockSubscription(work, id);
  if (subscription === null || isOver(subscription)) return;
  const { invoice } = await composeInvoice(work, await upcomingFacts(work, subscription));
  emit(work, 'invoice.upcoming', { ...invoice.doc, id: undefined, next_payment_attempt: currentPeriod(subscription).end + HOUR });
}

async function announceTrialEnd(work: Work, id: string): Promise<void> {
  const subscription = await lockSubscription(work, id);
  if (subscription?.status === 'trialing') emit(work, 'customer.subscription.trial_will_end', subscription);
}

async function cancelAt(work: Work, id: string): Promise<void> {
  const subscription = await lockSubscription(work, id);
  if (subscription === null || isOver(subscription) || subscription.cancel_at === null || subscription.cancel_at > work.now) return;
  await cancelSubscription(work, subscription, { reason: 'cancellation_requested' });
}

export const SUBSCRIPTION_TASKS = { [PERIOD_END]: endPeriod, [UPCOMING]: announceUpcoming, [TRIAL_WILL_END]: announceTrialEnd, [CANCEL_AT]: cancelAt };
