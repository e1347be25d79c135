import type { ServiceTx } from '@/server/platform/db';
import { addCanceled, refreshFulfilment } from './fulfilment.queries';
import { isBySystem, listRefundItems, moveRefund } from './refunds.queries';

/** A refund that will not come: what was not to be shipped because of it is the seller's to ship again. Once; false when it had ended before. */
export async function failRefund(tx: ServiceTx, { refundId, orderId, at }: { refundId: string; orderId: string; at: Date }): Promise<boolean> {
  if (!(await moveRefund(tx, { refundId, from: 'pending', to: 'failed', at }))) return false;
  // What was sold out before it was paid stays off: there is nothing to ship.
  if (await isBySystem(tx, refundId)) return true;
  const canceled = (await listRefundItems(tx, refundId)).filter(({ cancelQuantity }) => cancelQuantity > 0);
  if (canceled.length === 0) return true;
  await addCanceled(tx, canceled.map(({ orderItemId, cancelQuantity }) => ({ itemId: orderItemId, quantity: -cancelQuantity })));
  await refreshFulfilment(tx, { orderId, at });
  return true;
}
