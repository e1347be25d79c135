import type { ServiceTx } from '@/server/platform/db';
import { postPayment } from '@/server/modules/ledger/post-payment';
import { enqueueEmail } from '@/server/modules/notifications/enqueue-email';
import { toReceiptEmail } from '@/server/modules/notifications/templates/receipt-email';
import { recordPayment } from '@/server/modules/payments/record-payment';
import { kindOf } from './kinds/kind-of';
import type { OrderRecord } from './order-rows.queries';
import { markPaid } from './order-states.queries';

export interface Fulfilment {
  /** Locked by the caller. */
  order: OrderRecord;
  /** Null for an order that costs nothing and never went to Stripe. */
  payment: { sessionId: string; paymentIntentId: string | null; chargeId: string | null; method: string } | null;
  at: Date;
  publicUrl: string;
  /** False when the money has gone back already, so that nobody is thanked for it. */
  withReceipt: boolean;
}

/**
 * The only way an order becomes paid: mark paid → hand over each item → post to the ledger → enqueue the receipt, all in the caller's
 * transaction. A repeat finds the order paid and changes nothing; returns whether this call did it.
 */
export async function fulfilOrder(tx: ServiceTx, { order, payment, at, publicUrl, withReceipt }: Fulfilment): Promise<boolean> {
  const isFirst = await markPaid(tx, { orderId: order.id, sessionId: payment?.sessionId ?? null, paymentIntentId: payment?.paymentIntentId ?? null, at });
  if (!isFirst) return false;
  for (const item of order.items) await kindOf(item.kind).onPaid(tx, { order, item, at });
  await bookPayment(tx, { order, payment, at });
  if (withReceipt) {
    const email = toReceiptEmail({ ...order, paidAt: at, publicUrl });
    await enqueueEmail(tx, { ...email, kind: 'receipt', to: order.buyerEmail, dedupeKey: `receipt:${order.id}` });
  }
  return true;
}

async function bookPayment(tx: ServiceTx, { order, payment, at }: Pick<Fulfilment, 'order' | 'payment' | 'at'>): Promise<void> {
  const { paymentIntentId, chargeId, method } = payment ?? { paymentIntentId: null, chargeId: null, method: 'none' };
  const paymentId = await recordPayment(tx, { orderId: order.id, paymentIntentId, chargeId, amountMinor: order.totalMinor, currency: order.currency, method, at });
  if (!paymentId) throw new Error(`order ${order.id} was unpaid but has a payment`);
  const items = order.items.map(({ id, sellerId, totalMinor, feeMinor, taxMinor, subsidyMinor }) => ({ orderItemId: id, sellerId, totalMinor, feeMinor, taxMinor, subsidyMinor }));
  await postPayment(tx, { paymentId, orderId: order.id, items, currency: order.currency, at });
}
