import type Stripe from 'stripe';
import { logger } from '@/server/platform/logger';
import { AppError } from '@/shared/errors';
import { callStripe, isReplayedFailure, stripeCode, toStripeFailure, type Deadline } from './call-stripe';
import { findSessionOfOrder } from './find-session-of-order';
import { ensureStripePrice, forgetStripePrices, type PriceToSync } from './ensure-stripe-price';

/** Everything a session is made from. All of it is stored with the order, so a retry sends the same bytes under the same key. */
export interface SessionToCreate {
  orderId: string;
  checkoutAttempt: number;
  /** The signed-in buyer's address, so that Stripe's page need not ask for one. */
  buyerEmail: string;
  /** Who Stripe knows the buyer as; null where nothing is paid again. */
  customerId: string | null;
  /** Days before what is paid again costs anything. */
  trialDays: number;
  createdAt: Date;
  expiresAt: Date;
  currency: string;
  items: (PriceToSync & { quantity: number })[];
  /** Lines of no price of ours: Stripe's own shipping options know one amount per session, not one per seller. */
  shipping: { label: string; amountMinor: number }[];
  /** Taken off the whole; 0 for nothing. */
  discountMinor: number;
  /** The country parcels go to, ISO 3166 alpha-2: Stripe asks for the address there. Null when nothing is shipped. */
  shipTo: string | null;
  successUrl: string;
  cancelUrl: string;
}

export interface CreatedSession {
  sessionId: string;
  /** Stripe's page; null once the session is closed. */
  url: string | null;
}

type Params = Stripe.Checkout.SessionCreateParams;
type LineItem = Stripe.Checkout.SessionCreateParams.LineItem;

/** What only a session for one payment takes. Without a customer Stripe is told the address, so that its page need not ask. */
function onceParams({ orderId, buyerEmail }: SessionToCreate): Params {
  return { mode: 'payment', customer_email: buyerEmail, payment_intent_data: { metadata: { order_id: orderId }, transfer_group: orderId } };
}

/** What only a session for something recurring takes: a card is asked for also where nothing is due today. */
function recurringParams({ orderId, trialDays }: SessionToCreate, customer: string): Params {
  const trial = trialDays > 0 && { trial_period_days: trialDays };
  return { mode: 'subscription', customer, payment_method_collection: 'always', subscription_data: { metadata: { order_id: orderId }, ...trial } };
}

function toParams(order: SessionToCreate, { lineItems, coupon }: { lineItems: LineItem[]; coupon: string | null }): Params {
  const country = order.shipTo;
  return {
    ...(order.customerId === null ? onceParams(order) : recurringParams(order, order.customerId)),
    line_items: lineItems,
    ...(coupon && { discounts: [{ coupon }] }),
    ...(country && { shipping_address_collection: { allowed_countries: [country] } }),
    client_reference_id: order.orderId,
    metadata: { order_id: order.orderId },
    expires_at: Math.floor(order.expiresAt.getTime() / 1000),
    success_url: order.successUrl,
    cancel_url: order.cancelUrl,
  };
}

/** What is taken off an order, as a coupon of its own at Stripe: its id is the order's, so a repeat finds it. */
async function ensureDiscount(stripe: Stripe, { orderId, discountMinor, currency }: SessionToCreate, deadline: Deadline): Promise<string> {
  const params = { id: orderId, name: 'Discount', amount_off: discountMinor, currency, duration: 'once' as const, max_redemptions: 1, metadata: { order_id: orderId } };
  try {
    const made = await callStripe((options) => stripe.coupons.create(params, { ...options, idempotencyKey: `order:${orderId}:coupon` }), deadline);
    return made.id;
  } catch (error) {
    if (stripeCode(error) !== 'resource_already_exists') throw error;
    return orderId;
  }
}

async function create(stripe: Stripe, order: SessionToCreate, deadline: Deadline): Promise<CreatedSession> {
  const lineItems: LineItem[] = [];
  for (const item of order.items) lineItems.push({ price: await ensureStripePrice(stripe, item, deadline), quantity: item.quantity });
  for (const { label, amountMinor } of order.shipping) lineItems.push({ price_data: { currency: order.currency, unit_amount: amountMinor, product_data: { name: label } }, quantity: 1 });
  const coupon = order.discountMinor > 0 ? await ensureDiscount(stripe, order, deadline) : null;
  const params = toParams(order, { lineItems, coupon });
  const idempotencyKey = `order:${order.orderId}:checkout:${order.checkoutAttempt}`;
  const session = await callStripe((options) => stripe.checkout.sessions.create(params, { ...options, idempotencyKey }), deadline);
  return { sessionId: session.id, url: session.url };
}

/**
 * Makes the Checkout session of an order, or returns the one that an earlier, half-lost attempt made: the idempotency key is the order and its
 * attempt. Returns 'too_late' when none exists and the order's time is too short for Stripe, which wants 30 minutes
 * (docs.stripe.com/api/checkout/sessions/create#create_checkout_session-expires_at), and 'stuck' when Stripe repeats a failure it saved under
 * the key and has no session of the order. Throws UNAVAILABLE when Stripe does not answer, UNPROCESSABLE when it refuses the order.
 */
export async function createCheckoutSession(stripe: Stripe, order: SessionToCreate, deadline: Deadline): Promise<CreatedSession | 'too_late' | 'stuck'> {
  try {
    return await create(stripe, order, deadline);
  } catch (error) {
    if (isReplayedFailure(error)) return (await findSessionOfOrder(stripe, order, deadline)) ?? 'stuck';
    const failure = toStripeFailure(error);
    if (failure === 'refused' && error instanceof Error && Reflect.get(error, 'param') === 'expires_at') return 'too_late';
    if (failure !== 'missing' && failure !== 'refused') throw error;
    // Refused without being kept under the key, so the next click may find it put right.
    forgetStripePrices(stripe);
    logger.error({ err: error, alarm: true, orderId: order.orderId }, 'Stripe refuses an order');
    throw new AppError('UNPROCESSABLE', 'The payment service does not take this order. Nothing was charged; please try again, or write to us.', { reason: 'stripe_refused', cause: error });
  }
}
