import { notify } from '@/server/modules/notifications/notify';
import { toReturnEmail } from '@/server/modules/notifications/templates/return-email';
import { lockPaidOrder } from '@/server/modules/orders/lock-paid-order';
import { requestRefund } from '@/server/modules/orders/request-refund';
import { settleRefund } from '@/server/modules/orders/settle-refund';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { ServiceTx, Viewer } from '@/server/platform/db';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import type { ReceiveReturnInput } from '@/shared/contracts/fulfilment';
import { AppError, isAppError } from '@/shared/errors';
import { findReturn, moveReturn } from './returns.queries';

interface Arrival {
  viewer: Viewer;
  input: ReceiveReturnInput;
  requestId?: string | undefined;
}

/**
 * The parcel is back: the seller says which units go to the shelf and how much the buyer gets, and the refund takes the way of every refund.
 * Where the money has gone back before, units go to the shelf without any; the refund's id is then null.
 * Throws NOT_FOUND for other sellers' returns, CONFLICT when it was not accepted before or a part asks for more than its item has left.
 */
export async function receiveReturn(parts: Pick<Platform, 'db' | 'stripe' | 'env'>, arrival: Arrival): Promise<{ refundId: string | null }> {
  const { sellerId } = await assertSellerMember(parts.db, { viewer: arrival.viewer, sellerSlug: arrival.input.seller, atLeast: 'admin' });
  const refundId = await parts.db.asService('returns are written by the service alone', (tx) => write(tx, arrival, { sellerId, publicUrl: parts.env.PUBLIC_URL }));
  try {
    if (refundId) await settleRefund(parts, { refundId });
  } catch (error) {
    // Written and queued: what is left to do is the job's.
    if (!isAppError(error)) logger.error({ err: error, refundId }, 'the refund will be tried again');
  }
  return { refundId };
}

async function write(tx: ServiceTx, { viewer, input, requestId }: Arrival, { sellerId, publicUrl }: { sellerId: string; publicUrl: string }): Promise<string | null> {
  const row = await findReturn(tx, input.returnId);
  if (row?.sellerId !== sellerId) throw new AppError('NOT_FOUND', 'There is no such return.');
  const order = await lockPaidOrder(tx, { orderId: row.orderId });
  const now = clock.now();
  const parts = input.items.map(({ itemId, restockQuantity, amountMinor }) => {
    const asked = row.items.find((one) => one.itemId === itemId);
    const item = order.items.find(({ id }) => id === itemId);
    if (!asked || !item) throw new AppError('NOT_FOUND', 'This item is not part of the return.', { field: itemId });
    if (restockQuantity > asked.quantity) throw new AppError('CONFLICT', `Only ${asked.quantity} of ${item.title} came back.`, { reason: 'too_many', field: itemId });
    return { item, amountMinor, restockQuantity, cancelQuantity: 0 };
  });
  const hasEffect = parts.some(({ amountMinor, restockQuantity }) => amountMinor + restockQuantity > 0);
  const refundId = hasEffect ? await requestRefund(tx, { order, parts, reason: 'Returned', requestedBy: viewer.userId, requestedRole: 'seller', now, requestId }) : null;
  if (!(await moveReturn(tx, { returnId: row.id, from: ['approved'], to: 'received', refundId, at: now }))) throw new AppError('CONFLICT', 'Only a return that was accepted can be received.', { reason: row.status });
  const sellerName = parts[0]?.item.sellerName ?? '';
  const email = toReturnEmail({ number: order.number, sellerName, status: refundId ? 'received' : 'received_only', said: '', url: `${publicUrl}/account/orders/${order.id}` });
  await notify(tx, { to: { buyerUserId: order.buyerUserId, organizationId: order.organizationId }, type: 'return', title: email.subject, href: `/account/orders/${order.id}`, dedupeKey: `return:${row.id}:received`, email, at: now });
  return refundId;
}
