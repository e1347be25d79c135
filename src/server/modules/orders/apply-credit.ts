import type { ServiceTx } from '@/server/platform/db';
import { splitAmount } from '@/shared/money';
import { takeCreditOff } from './credits.queries';
import type { OrderRecord } from './order-rows.queries';

/**
 * Takes what a credit of the buyer's at Stripe paid off the sum of an order that is being paid, in the caller's transaction: each item bears its share
 * in proportion to what it costs, tax included. What is left is the money Stripe took.
 */
export async function applyCredit(tx: ServiceTx, order: OrderRecord, creditMinor: number): Promise<void> {
  if (creditMinor === 0) return;
  const shares = splitAmount(creditMinor, order.items.map((item) => item.totalMinor));
  order.items.forEach((item, index) => {
    item.creditMinor = shares[index] ?? 0;
    item.totalMinor -= item.creditMinor;
  });
  order.creditMinor = creditMinor;
  order.totalMinor -= creditMinor;
  await takeCreditOff(tx, { orderId: order.id, creditMinor, shares: order.items.map((item) => ({ itemId: item.id, creditMinor: item.creditMinor })) });
}
