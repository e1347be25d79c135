import { toMissingEmail } from '@/server/modules/notifications/templates/missing-email';
import type { ServiceTx } from '@/server/platform/db';
import { logger } from '@/server/platform/logger';
import { enqueue } from '@/server/platform/queue';
import { newId } from '@/shared/ids';
import { callForCredit } from './call-for-credit';
import { addCanceled, refreshFulfilment } from './fulfilment.queries';
import type { MissingItem } from './kinds/kind';
import type { OrderItemRecord, OrderRecord } from './order-rows.queries';
import { insertRefund, insertRefundItem } from './refunds.queries';
import { tellBuyer } from './tell-buyer';

export interface MissingItems {
  order: OrderRecord;
  items: readonly OrderItemRecord[];
  why: MissingItem['why'];
  at: Date;
  publicUrl: string;
}

const REASONS = { sold_out: 'Sold out before the payment arrived', held: 'Held already when the payment arrived', ended: 'Ended before it was paid' };

/**
 * The money came after the stock had gone to somebody else, after the subscription had ended, or while another to the same runs: these items are given
 * back in full, by the system, in the caller's transaction, and the buyer is told. Stripe is asked by the refund's job. What cost nothing is only canceled.
 * What a credit paid of them no refund gives back: a person is called, and the buyer told so.
 */
export async function refundMissing(tx: ServiceTx, { order, items, why, at, publicUrl }: MissingItems): Promise<void> {
  logger.warn({ orderId: order.id, items: items.map(({ id }) => id), why }, 'paid, and cannot be handed over');
  const [amountMinor, creditMinor] = [items.reduce((sum, item) => sum + item.totalMinor, 0), callForCredit(order, items)];
  await addCanceled(tx, items.map((item) => ({ itemId: item.id, quantity: item.quantity })));
  await refreshFulfilment(tx, { orderId: order.id, at });
  if (amountMinor > 0) {
    const refundId = newId('refund', at.getTime());
    const reason = REASONS[why];
    await insertRefund(tx, { id: refundId, orderId: order.id, stripeRefundId: null, amountMinor, currency: order.currency, status: 'pending', reason, requestedBy: null, requestedRole: 'system', at });
    for (const item of items.filter(({ totalMinor }) => totalMinor > 0)) {
      await insertRefundItem(tx, { refundId, orderItemId: item.id, amountMinor: item.totalMinor, restockQuantity: 0, cancelQuantity: item.quantity });
    }
    await enqueue(tx, { task: 'settle-refund', payload: { refundId }, key: `refund:${refundId}` });
  }
  const email = toMissingEmail({ why, number: order.number, titles: items.map(({ title, variantTitle }) => [title, variantTitle].filter(Boolean).join(', ')), amountMinor, creditMinor, currency: order.currency, orderUrl: `${publicUrl}/account/orders/${order.id}` });
  await tellBuyer(tx, order, { type: 'refund', email, kind: 'missing', at, dedupeKey: `missing:${why === 'sold_out' ? '' : `${why}:`}${order.id}` });
}
