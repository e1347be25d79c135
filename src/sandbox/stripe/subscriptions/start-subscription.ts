import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { grantDiscount } from '../invoices/discount';
import { composeInvoice, storeDraft } from '../invoices/draft-invoice';
import { finalizeInvoice } from '../invoices/finalize-invoice';
import { addInvoiceItem } from '../invoices/new-invoice-item';
import { linkIntent } from '../invoices/invoice-intent';
import { markPaid } from '../invoices/collect-invoice';
import type { InvoiceDocument, SubscriptionDocument, SubscriptionSeed } from '../store/billing-kinds';
import type { LineItemDocument } from '../store/kinds';
import { insertObject } from '../store/objects';
import { arrange, arrangeTrialNotice } from './arrange';
import { linesFor } from './end-period';
import { amountOf, newItem } from './new-item';
import { newSubscription } from './new-subscription';
import { DAY, addIntervals, rhythmOf } from './periods';

interface Start {
  customer: string;
  currency: string;
  method: string | null;
  lineItems: readonly LineItemDocument[];
  coupon: Stripe.Coupon | null;
  session: string;
  seed: SubscriptionSeed;
  /** The PaymentIntent that has paid the first invoice; null where nothing was due. */
  intent: string | null;
}

/** When a trial that starts now ends; null without one. */
export function trialEndOf(seed: SubscriptionSeed, now: number): number | null {
  return seed.trialEnd ?? (seed.trialDays === null ? null : now + seed.trialDays * DAY);
}

/** Starts a subscription whose first invoice is paid, or comes to nothing. */
export async function startSubscription(work: Work, start: Start): Promise<{ subscription: SubscriptionDocument; invoice: InvoiceDocument }> {
  const id = newStripeId('subscription');
  const recurring = start.lineItems.filter(({ price }) => price.type === 'recurring');
  const [first] = recurring;
  if (first === undefined) throw new Error('a subscription without a recurring price');
  const trialEnd = trialEndOf(start.seed, work.now);
  const period = { start: work.now, end: trialEnd ?? addIntervals(work.now, rhythmOf(first.price), 1) };
  const items = recurring.map(({ price, quantity, metadata }) => newItem({ subscription: id, price, quantity: quantity ?? 1, created: work.now, period, metadata: metadata ?? {} }));
  const discount = start.coupon === null ? null : await grantDiscount(work, { coupon: start.coupon, customer: start.customer, subscription: id, session: start.session });
  const planned = newSubscription({
    id, customer: start.customer, currency: start.currency, created: work.now, items, anchor: trialEnd ?? work.now, trialEnd, method: start.method, discounts: discount === null ? [] : [discount.id], seed: start.seed,
  });
  for (const line of start.lineItems.filter(({ price }) => price.type === 'one_time')) {
    const quantity = line.quantity ?? 1;
    await addInvoiceItem(work, {
      customer: start.customer, amount: amountOf(line.price, quantity), currency: start.currency, description: line.description, period: { start: work.now, end: work.now }, price: line.price, quantity, metadata: line.metadata ?? {}, subscription: id,
    });
  }
  const composed = await composeInvoice(work, { subscription: planned, lines: await linesFor(work, planned, trialEnd !== null), reason: 'subscription_create', period: { start: work.now, end: work.now }, finalizesAt: null });
  const subscription: SubscriptionDocument = { ...planned, latest_invoice: composed.invoice.doc.id, discounts: composed.discountSpent ? [] : planned.discounts };
  await insertObject(work.sql, 'subscription', { doc: subscription, hidden: {} });
  emit(work, 'customer.subscription.created', subscription);
  await storeDraft(work, composed);
  const final = await finalizeInvoice(work, composed.invoice);
  const paid = await markPaid(work, start.intent === null ? final : await linkIntent(work, final, start.intent), start.intent === null ? 0 : 1);
  await arrange(work, subscription);
  await arrangeTrialNotice(work, subscription);
  return { subscription, invoice: paid.doc };
}
