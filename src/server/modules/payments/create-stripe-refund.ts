import type Stripe from 'stripe';
import { callStripe, CLICK_MS, deadlineIn, isReplayedFailure, toStripeFailure, type Deadline } from './call-stripe';

/** Keys of one refund: Stripe repeats a failure it saved under a key for a day, and the money is not to wait that long. */
const KEYS = ['', ':again', ':third'] as const;

/**
 * Asks Stripe to give money back; once per refund, however often it is called: before another key is taken, Stripe's own list says that the one
 * before moved nothing. False when Stripe refuses for good (given back already, disputed). Throws UNAVAILABLE when Stripe does not answer.
 */
export async function createStripeRefund(stripe: Stripe, refund: { refundId: string; orderId: string; paymentIntentId: string; amountMinor: number }): Promise<boolean> {
  const { refundId, orderId, paymentIntentId, amountMinor } = refund;
  const params: Stripe.RefundCreateParams = {
    payment_intent: paymentIntentId,
    amount: amountMinor,
    reason: 'requested_by_customer',
    metadata: { refund_id: refundId, order_id: orderId },
  };
  const deadline = deadlineIn(CLICK_MS);
  for (const [index, suffix] of KEYS.entries()) {
    try {
      await callStripe((options) => stripe.refunds.create(params, { ...options, idempotencyKey: `refund:${refundId}${suffix}` }), deadline);
      return true;
    } catch (error) {
      if (toStripeFailure(error) === 'refused') return false;
      if (!isReplayedFailure(error) || index === KEYS.length - 1) throw error;
      if (await isAtStripe(stripe, { refundId, paymentIntentId, deadline })) return true;
    }
  }
  return false;
}

async function isAtStripe(stripe: Stripe, { refundId, paymentIntentId, deadline }: { refundId: string; paymentIntentId: string; deadline: Deadline }): Promise<boolean> {
  const { data } = await callStripe((options) => stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 }, options), deadline);
  return data.some(({ metadata }) => metadata?.refund_id === refundId);
}
