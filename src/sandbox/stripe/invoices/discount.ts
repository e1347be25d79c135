import type Stripe from 'stripe';
import { splitAmount } from '@/shared/money';
import { newStripeId } from '../core/ids';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import type { DiscountDocument, LineDocument, SubscriptionDocument } from '../store/billing-kinds';
import { findObject, insertObject } from '../store/objects';
import type { Stored } from '../store/objects';
import { addIntervals } from '../subscriptions/periods';

/** Grants a coupon to a subscription, for as long as the coupon says. */
export async function grantDiscount(work: Work, facts: { coupon: Stripe.Coupon; customer: string; subscription: string; session: string | null }): Promise<DiscountDocument> {
  const { coupon } = facts;
  const discount: DiscountDocument = {
    id: newStripeId('discount'),
    object: 'discount',
    checkout_session: facts.session,
    customer: facts.customer,
    customer_account: null,
    end: coupon.duration === 'repeating' ? addIntervals(work.now, { interval: 'month', count: 1 }, coupon.duration_in_months ?? 1) : null,
    invoice: null,
    invoice_item: null,
    promotion_code: null,
    source: { coupon: coupon.id, type: 'coupon' },
    start: work.now,
    subscription: facts.subscription,
    subscription_item: null,
  };
  await insertObject(work.sql, 'discount', { doc: discount, hidden: { coupon } });
  emit(work, 'customer.discount.created', discount);
  return discount;
}

/** The discount a subscription has now, or null. */
export async function activeDiscount(work: Work, subscription: SubscriptionDocument): Promise<Stored<'discount'> | null> {
  const [id] = subscription.discounts;
  const stored = id === undefined ? null : await findObject(work.sql, 'discount', id);
  return stored === null || (stored.doc.end !== null && stored.doc.end <= work.now) ? null : stored;
}

/** The part of 100 a percentage coupon leaves, for sums that are prorated; 100 without one. */
export function percentLeft(discount: Stored<'discount'> | null): number {
  return 100 - (discount?.hidden.coupon.percent_off ?? 0);
}

/** The lines less the discount, spread in proportion to the last minor unit; what is prorated already has it. */
export function discounted(lines: readonly LineDocument[], discount: Stored<'discount'> | null): LineDocument[] {
  if (discount === null) return [...lines];
  const { coupon } = discount.hidden;
  const weights = lines.map((line) => (line.discountable && line.amount > 0 ? line.amount : 0));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const off = Math.min(whole, coupon.amount_off ?? Math.round((whole * (coupon.percent_off ?? 0)) / 100));
  if (off === 0) return [...lines];
  const parts = splitAmount(off, weights);
  return lines.map((line, position) => ({ ...line, discounts: [discount.doc.id], discount_amounts: [{ amount: parts[position] ?? 0, discount: discount.doc.id }] }));
}

/** What the discounts of these lines come to. */
export function discountOf(lines: readonly LineDocument[]): number {
  return lines.reduce((sum, line) => sum + line.discount_amounts.reduce((so, one) => so + one.amount, 0), 0);
}
