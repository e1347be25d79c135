import { createStripeRefund } from '@/server/modules/payments/create-stripe-refund';
import { getPaymentFact } from '@/server/modules/payments/get-payment-fact';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { failRefund } from './fail-refund';
import { findOrder } from './order-rows.queries';
import { findRefund } from './refunds.queries';
import { settleOrder } from './settle-order';

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
  if (!refund || !order?.sessionId || !order.paymentIntentId || refund.status !== 'pending') return;
  let fact = await getPaymentFact(stripe, order.sessionId);
  const isKnown = () => fact.refunds.some((one) => one.refundId === refundId);
  if (!isKnown() && refund.stripeRefundId === null) {
    const created = await createStripeRefund(stripe, { refundId, orderId: order.id, paymentIntentId: order.paymentIntentId, amountMinor: refund.amountMinor });
    fact = await getPaymentFact(stripe, order.sessionId);
    if (!created && !isKnown()) await db.asService(REASON, (tx) => end(tx, { refundId, orderId: order.id }));
  }
  await db.asService(REASON, (tx) => settleOrder(tx, { fact, now: clock.now(), publicUrl: env.PUBLIC_URL }));
}

/** Behind the order's lock, like everything that happens to an order. */
async function end(tx: ServiceTx, { refundId, orderId }: { refundId: string; orderId: string }): Promise<void> {
  await findOrder(tx, orderId, { lock: true });
  await failRefund(tx, { refundId, orderId, at: clock.now() });
}
