import { createStripeRefund } from '@/server/modules/payments/create-stripe-refund';
import { getFact } from '@/server/modules/payments/get-fact';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { failRefund } from './fail-refund';
import { findOrder } from './order-rows.queries';
import { findRefund } from './refunds.queries';
import { paymentOf } from './payment-of';
import { settlePayment } from './settle-payment';

const REASON = 'refunds are written by the service alone';

/**
 * Carries a refund that was asked for as far as Stripe lets it: looks whether Stripe has it, asks for it if not, and writes down what Stripe
 * says. May be called at any time and any number of times: a refund that Stripe did and we forgot is found by our id in its metadata, also
 * after Stripe has forgotten the key. A refund that Stripe refuses for good is marked failed. Throws UNAVAILABLE when Stripe does not answer.
 */
export async function settleRefund({ db, stripe, env }: Pick<Platform, 'db' | 'stripe' | 'env'>, { refundId }: { refundId: string }): Promise<void> {
  const { refund, order } = await db.asService(REASON, async (tx) => {
    const found = await findRefund(tx, refundId);
    return { refund: found, order: found && (await findOrder(tx, found.orderId)) };
  });
  const payment = order && paymentOf(order);
  if (!refund || !payment || !order.paymentIntentId || refund.status !== 'pending') return;
  let fact = await getFact(stripe, payment);
  const isKnown = () => fact?.refunds.some((one) => one.refundId === refundId) ?? false;
  if (!isKnown() && refund.stripeRefundId === null) {
    const created = await createStripeRefund(stripe, { refundId, orderId: order.id, paymentIntentId: order.paymentIntentId, amountMinor: refund.amountMinor });
    fact = await getFact(stripe, payment);
    if (!created && !isKnown()) await db.asService(REASON, (tx) => end(tx, { refundId, orderId: order.id }));
  }
  const told = fact;
  if (!told) return;
  const settled = await db.asService(REASON, (tx) => settlePayment(tx, { fact: told, now: clock.now(), publicUrl: env.PUBLIC_URL }));
  if (settled.outcome === 'mismatch') logger.error({ alarm: true, orderId: order.id, refundId, reason: settled.reason }, 'a refund does not fit its order');
}

/** Behind the order's lock, like everything that happens to an order. */
async function end(tx: ServiceTx, { refundId, orderId }: { refundId: string; orderId: string }): Promise<void> {
  await findOrder(tx, orderId, { lock: true });
  await failRefund(tx, { refundId, orderId, at: clock.now() });
}
