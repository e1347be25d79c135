import { deadlineIn, JOB_MS, toStripeFailure } from '@/server/modules/payments/call-stripe';
import { expireCheckoutSession } from '@/server/modules/payments/expire-checkout-session';
import { findSessionOfOrder } from '@/server/modules/payments/find-session-of-order';
import type { PaymentOfEvent } from '@/server/modules/payments/find-payment-of-event';
import { getFact } from '@/server/modules/payments/get-fact';
import type { PaymentFact } from '@/server/modules/payments/to-payment-fact';
import { clock } from '@/server/platform/clock';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { closeOrder } from './close-order';
import { isFree } from './is-free';
import { findOrder, type OrderRecord } from './order-rows.queries';
import { attachSession } from './place-order.queries';
import { paymentOf } from './payment-of';
import { settlePayment } from './settle-payment';

const REASON = 'what Stripe says of an order is written by the service alone';

export interface Question {
  orderId: string;
  /** What becomes of the order if it is still unpaid: its session is closed at Stripe first, so that it cannot be paid afterwards. */
  close?: 'expired' | 'canceled';
  /** How long Stripe is waited for. */
  patienceMs?: number;
}

type Parts = Pick<Platform, 'db' | 'stripe' | 'env'>;

/** Where Stripe tells of the order, also where its session's id was lost on the way to us. */
async function findPayment({ db, stripe }: Parts, order: OrderRecord): Promise<PaymentOfEvent | null> {
  const known = paymentOf(order);
  if (known || isFree(order)) return known;
  const found = await findSessionOfOrder(stripe, { orderId: order.id, createdAt: order.createdAt });
  if (!found) return null;
  await db.asService(REASON, (tx) => attachSession(tx, { orderId: order.id, ...found }));
  return { sessionId: found.sessionId };
}

/** What Stripe says of it; undefined when it knows none, as after a change of account. */
async function findFact(stripe: Platform['stripe'], { payment, patienceMs }: { payment: PaymentOfEvent; patienceMs: number }): Promise<PaymentFact | undefined> {
  try {
    return (await getFact(stripe, payment, deadlineIn(patienceMs))) ?? undefined;
  } catch (error) {
    if (toStripeFailure(error) !== 'missing') throw error;
    return undefined;
  }
}

/**
 * Asks Stripe what became of an order and writes it down, by the same path a webhook takes: for the success page before the webhook came,
 * for the reconciler after it was missed, and before an order is closed. May be called at any time and any number of times. Throws UNAVAILABLE when Stripe does not answer.
 */
export async function askStripe(parts: Parts, { orderId, close, patienceMs = JOB_MS }: Question): Promise<void> {
  const { db, stripe, env } = parts;
  const order = await db.asService(REASON, (tx) => findOrder(tx, orderId));
  if (!order) return;
  const payment = await findPayment(parts, order);
  const closeNow = (status: 'expired' | 'canceled' | 'failed') => db.asService(REASON, (tx) => closeOrder(tx, { orderId, status, at: clock.now() }));
  if (!payment) {
    if (close) await closeNow(close);
    return;
  }
  if (close && order.status === 'pending' && 'sessionId' in payment) await expireCheckoutSession(stripe, payment.sessionId);
  const fact = await findFact(stripe, { payment, patienceMs });
  if (!fact) {
    logger.error({ alarm: true, orderId, ...payment }, 'Stripe does not know the payment of an order');
    if (close) await closeNow(close);
    return;
  }
  // Our own word for the end is kept: an order the buyer canceled is canceled, though its session is expired.
  if (close && fact.state === 'expired') await closeNow(close);
  const settled = await db.asService(REASON, (tx) => settlePayment(tx, { fact, now: clock.now(), publicUrl: env.PUBLIC_URL }));
  if (settled.outcome === 'mismatch') {
    logger.error({ alarm: true, orderId, ...payment, reason: settled.reason }, 'a payment does not fit its order');
    if (close) await closeNow('failed');
  }
}
