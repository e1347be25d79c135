import type Stripe from 'stripe';
import { callStripe, CLICK_MS, deadlineIn, toStripeFailure } from './call-stripe';

/** Asks Stripe to give money back; once per refund, however often it is called. False when Stripe refuses for good (given back already, disputed). */
export async function createStripeRefund(stripe: Stripe, refund: { refundId: string; orderId: string; paymentIntentId: string; amountMinor: number }): Promise<boolean> {
  const { refundId, orderId, paymentIntentId, amountMinor } = refund;
  const params: Stripe.RefundCreateParams = {
    payment_intent: paymentIntentId,
    amount: amountMinor,
    reason: 'requested_by_customer',
    metadata: { refund_id: refundId, order_id: orderId },
  };
  try {
    await callStripe((options) => stripe.refunds.create(params, { ...options, idempotencyKey: `refund:${refundId}` }), deadlineIn(CLICK_MS));
    return true;
  } catch (error) {
    if (toStripeFailure(error) !== 'refused') throw error;
    return false;
  }
}
