import { logger } from '@/server/platform/logger';
import type { OrderItemRecord, OrderRecord } from './order-rows.queries';

/**
 * Calls a person where items that are not delivered were paid with a credit of the buyer's: no refund gives that back, so somebody must, at Stripe.
 * Answers how much it is.
 */
export function callForCredit(order: Pick<OrderRecord, 'id'>, items: readonly Pick<OrderItemRecord, 'id' | 'creditMinor'>[]): number {
  const creditMinor = items.reduce((sum, item) => sum + item.creditMinor, 0);
  if (creditMinor > 0) logger.error({ alarm: true, orderId: order.id, items: items.map(({ id }) => id), creditMinor }, 'a credit paid for what is not delivered');
  return creditMinor;
}
