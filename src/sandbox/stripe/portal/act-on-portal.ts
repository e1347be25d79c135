import type Stripe from 'stripe';
import { readFields } from '../core/params';
import type { Work } from '../core/work';
import { emitChange } from '../events/emit';
import { attachMethod } from '../payments/attach-method';
import type { Means } from '../payments/payment-method';
import { setUpCard } from '../checkout/subscribe';
import type { SubscriptionDocument } from '../store/billing-kinds';
import type { PriceDocument } from '../store/kinds';
import { findObject, listObjects, lockObject, updateDocument } from '../store/objects';
import { cancelSubscription } from '../subscriptions/cancel-subscription';
import { changeSchedule, UPDATE_SCHEDULE } from '../subscriptions/change-schedule';
import { changeSubscription, currentPeriod, isOver, lockSubscription } from '../subscriptions/change-subscription';
import { collectFor, lockInvoice } from '../subscriptions/collect-for';
import { amountOf } from '../subscriptions/new-item';
import { scheduleFrom } from '../subscriptions/new-schedule';
import { prorate } from '../subscriptions/prorate';
import { UPDATE_SUBSCRIPTION } from '../subscriptions/update-params';
import { updateSubscription } from '../subscriptions/update-subscription';

type Features = Stripe.BillingPortal.Configuration.Features;

/** Keeps another card for a customer and charges it from now on, also for what runs already. Answers why the bank refuses, or null. */
export async function changeCard(work: Work, customerId: string, means: Means): Promise<string | null> {
  const running = await lockRunning(work, customerId);
  const customer = await lockObject(work.sql, 'customer', customerId);
  if (customer === null) return 'This customer is gone.';
  const { doc } = customer;
  const card = await setUpCard(work, { buyer: { email: doc.email ?? '', name: doc.name ?? null, phone: doc.phone ?? null, address: null }, means });
  if ('message' in card) return card.message;
  const method = await findObject(work.sql, 'payment_method', card.method);
  if (method !== null) await attachMethod(work, method.doc, customerId);
  const changed: Stripe.Customer = { ...doc, invoice_settings: { ...doc.invoice_settings, default_payment_method: card.method } };
  await updateDocument(work.sql, 'customer', changed);
  emitChange(work, 'customer.updated', { before: doc, after: changed });
  for (const subscription of running) await changeSubscription(work, subscription, { default_payment_method: card.method });
  return null;
}

/** What runs for a customer, locked; the customer is locked after it, as whoever bills does. */
async function lockRunning(work: Work, customer: string): Promise<SubscriptionDocument[]> {
  const running: SubscriptionDocument[] = [];
  for (const { doc } of await listObjects(work.sql, 'subscription', { match: { customer }, limit: 100 })) {
    const subscription = await lockSubscription(work, doc.id);
    if (subscription !== null && !isOver(subscription)) running.push(subscription);
  }
  return running;
}

async function ownSubscription(work: Work, customer: string, id: string): Promise<SubscriptionDocument | null> {
  const subscription = await lockSubscription(work, id);
  return subscription?.customer === customer && !isOver(subscription) ? subscription : null;
}

/** Ends a subscription the way the configuration says. */
export async function cancelFromPortal(work: Work, asked: { customer: string; id: string; features: Features }): Promise<void> {
  const subscription = await ownSubscription(work, asked.customer, asked.id);
  const { enabled, mode, proration_behavior: behavior } = asked.features.subscription_cancel;
  if (subscription === null || !enabled) return;
  if (mode === 'at_period_end') {
    await updateSubscription(work, subscription, readFields(UPDATE_SUBSCRIPTION, { cancel_at_period_end: 'true' }));
    return;
  }
  if (behavior !== 'none' && subscription.status !== 'trialing') await prorate(work, { before: subscription, after: [], at: work.now, fresh: true });
  await cancelSubscription(work, subscription, { reason: 'cancellation_requested' });
}

/** Takes a cancellation back that has not come yet. */
export async function keepFromPortal(work: Work, customer: string, id: string): Promise<void> {
  const subscription = await ownSubscription(work, customer, id);
  if (subscription?.cancel_at !== undefined && subscription.cancel_at !== null) await updateSubscription(work, subscription, readFields(UPDATE_SUBSCRIPTION, { cancel_at_period_end: 'false' }));
}

/** Changes the price of a subscription with one item, at once or, for what the configuration says, at the end of the period. Throws when the card is declined. */
export async function changePlanFromPortal(work: Work, asked: { customer: string; id: string; price: PriceDocument; features: Features }): Promise<void> {
  const subscription = await ownSubscription(work, asked.customer, asked.id);
  const [item] = subscription?.items.data ?? [];
  if (subscription === null || item === undefined || item.price.id === asked.price.id) return;
  const rules = asked.features.subscription_update;
  const cheaper = amountOf(asked.price, item.quantity) < amountOf(item.price, item.quantity);
  const later = cheaper && rules.schedule_at_period_end.conditions.some(({ type }) => type === 'decreasing_item_amount');
  if (later) return changeLater(work, subscription, asked.price.id);
  const input = { items: [{ id: item.id, price: asked.price.id }], proration_behavior: rules.proration_behavior, payment_behavior: 'error_if_incomplete', ...(rules.billing_cycle_anchor === 'now' && { billing_cycle_anchor: { type: 'now' } }) };
  await updateSubscription(work, subscription, readFields(UPDATE_SUBSCRIPTION, input));
}

async function changeLater(work: Work, subscription: SubscriptionDocument, price: string): Promise<void> {
  const known = subscription.schedule === null ? null : await lockObject(work.sql, 'subscription_schedule', subscription.schedule);
  const { plan } = known === null ? await scheduleFrom(work, subscription, {}) : { plan: known.doc };
  const { start, end } = currentPeriod(subscription);
  const items = subscription.items.data.map((item) => ({ price: item.price.id, quantity: String(item.quantity) }));
  const quantity = String(subscription.items.data[0]?.quantity ?? 1);
  const phases = [{ start_date: String(start), end_date: String(end), items }, { items: [{ price, quantity }] }];
  await changeSchedule(work, { plan, subscription, input: readFields(UPDATE_SCHEDULE, { phases, end_behavior: 'release' }) });
}

/** Tries to collect an invoice that is open. Answers why the bank refuses, or null. */
export async function payFromPortal(work: Work, customer: string, invoiceId: string): Promise<string | null> {
  const locked = await lockInvoice(work, invoiceId);
  if (locked?.invoice.doc.status !== 'open' || locked.invoice.doc.customer !== customer) return 'There is nothing to pay.';
  const { decline } = await collectFor(work, locked.invoice, { subscription: locked.subscription, asked: true });
  return decline?.message ?? null;
}
