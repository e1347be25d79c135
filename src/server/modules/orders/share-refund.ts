import type { ServiceTx } from '@/server/platform/db';
import type { ReversedItem } from './kinds/kind';
import type { OrderRecord } from './order-rows.queries';
import { listRefundItems, shareRefund as writeShares, sumUnderWay, type RefundRow } from './refunds.queries';
import { leftOf } from './to-posted';
import { toRefundShares } from './to-refund-shares';

/** What a refund gives back of one item. */
export interface RefundShareOf extends Omit<ReversedItem, 'isWhole'> {
  amountMinor: number;
}

/** How a refund was said to fall on the items; empty for one that was made in Stripe's dashboard and not shared yet. */
export async function listShares(tx: ServiceTx, order: OrderRecord, refundId: string): Promise<RefundShareOf[]> {
  const known = new Map((await listRefundItems(tx, refundId)).map((share) => [share.orderItemId, share]));
  return order.items.flatMap((item) => {
    const { amountMinor = 0, restockQuantity = 0, cancelQuantity = 0 } = known.get(item.id) ?? {};
    return known.has(item.id) ? [{ item, amountMinor, restockQuantity, cancelQuantity }] : [];
  });
}

/**
 * Lets a refund fall on the items, in the caller's transaction: as it was asked, unless something else took of them meanwhile. What another refund
 * gave back is gone; what a bank took is not, since a dispute makes way (`shareDisputes`).
 */
export async function shareRefund(tx: ServiceTx, order: OrderRecord, refund: Pick<RefundRow, 'id' | 'amountMinor'>): Promise<RefundShareOf[]> {
  const known = new Map((await listShares(tx, order, refund.id)).map((share) => [share.item, share]));
  const underWay = await sumUnderWay(tx, { orderId: order.id, except: refund.id });
  const amounts = toRefundShares(
    order.items.map((item) => ({ askedMinor: known.get(item)?.amountMinor ?? 0, unrefundedMinor: item.totalMinor - item.refundedMinor, freeMinor: leftOf(item) - (underWay.get(item.id) ?? 0) })),
    refund.amountMinor,
  );
  const shares = order.items.map((item, index) => ({ restockQuantity: 0, cancelQuantity: 0, ...known.get(item), item, amountMinor: amounts[index] ?? 0 }));
  const given = shares.filter(({ item, amountMinor }) => amountMinor > 0 || known.has(item));
  const moved = given.filter(({ item, amountMinor }) => known.get(item)?.amountMinor !== amountMinor);
  if (moved.length > 0) await writeShares(tx, { refundId: refund.id, shares: moved.map(({ item, amountMinor }) => ({ orderItemId: item.id, amountMinor })) });
  return given;
}
