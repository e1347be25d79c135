import type Stripe from 'stripe';
import { callStripe, CLICK_MS, deadlineIn, type Deadline } from './call-stripe';

/** Another price for the item of a subscription, counted to a second of the running period. */
export interface StripePlanChange {
  stripeSubscriptionId: string;
  stripeItemId: string;
  stripePriceId: string;
  /** Up to here the old price counts, from here the new one. */
  at: Date;
  /** A trial that runs ends with the change, and the new price is charged whole. */
  endsTrial: boolean;
}

export interface StripePlanPreview {
  /** What is charged at once, in minor units; 0 while a trial goes on or a credit covers it. */
  dueMinor: number;
  /** Before any credit; below 0 where Stripe would owe the customer something. */
  totalMinor: number;
  currency: string;
  /** Until when that pays; null when nothing is billed now. */
  paidUntil: Date | null;
}

/** What Stripe would bill for a change at once. Changes nothing. Throws UNAVAILABLE. */
export async function previewStripePlan(stripe: Stripe, { stripeSubscriptionId, stripeItemId, stripePriceId, at, endsTrial }: StripePlanChange, deadline: Deadline = deadlineIn(CLICK_MS)): Promise<StripePlanPreview> {
  const timing = endsTrial ? { trial_end: 'now' as const } : { proration_date: Math.floor(at.getTime() / 1000) };
  const details = { items: [{ id: stripeItemId, price: stripePriceId }], proration_behavior: 'always_invoice' as const, ...timing };
  const { amount_due: dueMinor, total: totalMinor, currency, lines } = await callStripe((options) => stripe.invoices.createPreview({ subscription: stripeSubscriptionId, subscription_details: details }, options), deadline);
  const ends = lines.data.map(({ period }) => period.end);
  return { dueMinor, totalMinor, currency, paidUntil: ends.length > 0 ? new Date(Math.max(...ends) * 1000) : null };
}
