import type { ServiceTx } from '@/server/platform/db';
import { post } from './post';
import { toPaymentPosting, type PostedItem } from './posting';

export interface PaymentToPost {
  paymentId: string;
  orderId: string;
  items: readonly PostedItem[];
  currency: string;
  at: Date;
}

/**
 * Posts what came in for a payment, in the caller's transaction. A payment is posted once: a repeat changes nothing. One of nothing, to which
 * no promotion added anything, is not posted.
 */
export async function postPayment(tx: ServiceTx, { paymentId, orderId, items, currency, at }: PaymentToPost): Promise<void> {
  await post(tx, { source: { type: 'payment', id: paymentId }, orderId, lines: toPaymentPosting(items), currency, at });
}
