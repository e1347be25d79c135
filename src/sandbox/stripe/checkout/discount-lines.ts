import type Stripe from 'stripe';
import { splitAmount } from '@/shared/money';
import { invalidParam, missingResource } from '../core/refusal';
import type { Work } from '../core/work';
import { couponAsOfNow } from '../resources/coupons';
import type { LineItemDocument } from '../store/kinds';
import { findObject, lockObject, updateDocument } from '../store/objects';
import type { CreateSessionInput } from './create-params';

const PARAM = 'discounts[0][coupon]';

/** The coupon a session is made with, or null. Throws for one that is unknown, spent, over, or in another currency. */
export async function couponOf(work: Work, input: Pick<CreateSessionInput, 'discounts'>, currency: string): Promise<Stripe.Coupon | null> {
  const discount = input.discounts?.[0];
  if (discount?.promotion_code !== undefined) throw missingResource('promotion code', discount.promotion_code, 'discounts[0][promotion_code]');
  if (discount?.coupon === undefined) return null;
  const stored = await findObject(work.sql, 'coupon', discount.coupon);
  if (stored === null) throw missingResource('coupon', discount.coupon, PARAM);
  const coupon = couponAsOfNow(work, stored.doc);
  if (!coupon.valid) throw invalidParam(`Coupon ${coupon.id} is used up or its time is over.`, { code: 'coupon_expired', param: PARAM });
  if (coupon.currency !== null && coupon.currency !== currency) throw invalidParam(`The coupon ${coupon.id} is in ${coupon.currency}, the Checkout Session in ${currency}.`, { param: PARAM });
  return coupon;
}

/** The line items with the coupon's discount spread over them in proportion, to the last minor unit. */
export function discountLines(items: readonly LineItemDocument[], coupon: Stripe.Coupon | null): LineItemDocument[] {
  const subtotal = items.reduce((sum, item) => sum + item.amount_subtotal, 0);
  const whole = coupon === null ? 0 : Math.min(subtotal, coupon.amount_off ?? Math.round((subtotal * (coupon.percent_off ?? 0)) / 100));
  const parts = splitAmount(whole, items.map((item) => item.amount_subtotal));
  return items.map((item, position) => ({ ...item, amount_discount: parts[position] ?? 0, amount_total: item.amount_subtotal - (parts[position] ?? 0) }));
}

/** Counts the use of a coupon whose session is complete. A coupon that was deleted meanwhile is let be. */
export async function countRedemption(work: Work, session: Stripe.Checkout.Session): Promise<void> {
  const coupon = session.discounts?.[0]?.coupon;
  const stored = typeof coupon === 'string' ? await lockObject(work.sql, 'coupon', coupon) : null;
  if (stored === null) return;
  await updateDocument(work.sql, 'coupon', { ...stored.doc, times_redeemed: stored.doc.times_redeemed + 1 });
}
