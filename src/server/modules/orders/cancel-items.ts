import { clock } from '@/server/platform/clock';
import type { ServiceTx, Viewer } from '@/server/platform/db';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import type { CancelItemsInput, OrderView } from '@/shared/contracts/orders';
import { AppError, isAppError } from '@/shared/errors';
import { splitAmount } from '@/shared/money';
import { assertBuys } from './assert-buys';
import { getOrder } from './get-order';
import { findOrder, type OrderItemRecord } from './order-rows.queries';
import { requestRefund, type RefundPart } from './request-refund';
import { settleRefund } from './settle-refund';
import { leftOf } from './to-posted';

const REASON = 'refunds are written by the service alone';

/**
 * The buyer calls off goods that are paid and not shipped: their money goes back and their units to the shelf, without anybody's leave. Throws
 * NOT_FOUND for other people's orders, CONFLICT for what is on its way, and FORBIDDEN to a member who may not buy for the organization.
 */
export async function cancelItems(parts: Pick<Platform, 'db' | 'stripe' | 'env'>, { viewer, input }: { viewer: Viewer; input: CancelItemsInput }): Promise<OrderView> {
  const { orderId } = input;
  // Throws for whom the order is none.
  await getOrder(parts.db, { viewer, orderId });
  const refundId = await parts.db.asService(REASON, (tx) => write(tx, { viewer, input }));
  try {
    if (refundId) await settleRefund(parts, { refundId });
  } catch (error) {
    if (!isAppError(error)) logger.error({ err: error, refundId }, 'the refund will be tried again');
  }
  return getOrder(parts.db, { viewer, orderId });
}

async function write(tx: ServiceTx, { viewer, input }: { viewer: Viewer; input: CancelItemsInput }): Promise<string | null> {
  const order = await findOrder(tx, input.orderId, { lock: true });
  if (!order) throw new AppError('NOT_FOUND', 'There is no such order.');
  await assertBuys(tx, { order, viewer });
  const refunded = input.items.map(({ itemId, quantity }) => toPart(order.items.find(({ id }) => id === itemId), quantity));
  return requestRefund(tx, { order, parts: refunded, reason: 'Canceled by the buyer before shipping', requestedBy: viewer.userId, requestedRole: 'buyer', now: clock.now() });
}

/** So many units of an item, with their share of its price; the last ones take what is left of it. */
export function toPart(item: OrderItemRecord | undefined, quantity: number): RefundPart {
  if (item?.kind !== 'physical') throw new AppError('NOT_FOUND', 'There is no such item to cancel in this order.');
  const isRest = item.shippedQuantity === 0 && item.canceledQuantity + quantity === item.quantity;
  const [share = 0] = splitAmount(item.totalMinor, [quantity, Math.max(item.quantity - quantity, 0)]);
  return { item, amountMinor: isRest ? leftOf(item) : Math.min(share, leftOf(item)), restockQuantity: quantity, cancelQuantity: quantity };
}
