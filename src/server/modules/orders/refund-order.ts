import { recordAudit } from '@/server/modules/audit/record-audit';
import { clock } from '@/server/platform/clock';
import type { ServiceTx, Viewer } from '@/server/platform/db';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { enqueue } from '@/server/platform/queue';
import type { RefundOrderInput, StartedRefund } from '@/shared/contracts/orders';
import { AppError, isAppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { findOrder } from './order-rows.queries';
import { findRefund, insertRefund, insertRefundItem } from './refunds.queries';
import { settleRefund } from './settle-refund';
import { leftOf } from './to-posted';

const REASON = 'refunds are written by the service alone';
/** When the job looks after a refund whose own request did not live to the end. */
const RETRY_AFTER_MS = 20_000;

interface Request {
  viewer: Viewer;
  input: RefundOrderInput;
  requestId?: string | undefined;
}

/**
 * Gives back all that is left of an order, for admins, with a line in the audit log. The refund is written first, then asked of Stripe under
 * its own key; if that breaks off anywhere the job goes on with the same refund. Keys are taken when Stripe says the money is on its way.
 * Throws NOT_FOUND, or CONFLICT when there is nothing to give back or a refund is under way.
 */
export async function refundOrder(parts: Pick<Platform, 'db' | 'stripe' | 'env'>, { viewer, input, requestId }: Request): Promise<StartedRefund> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const refundId = await parts.db.asService(REASON, (tx) => requestRefund(tx, { viewer, input, requestId }));
  try {
    await settleRefund(parts, { refundId });
  } catch (error) {
    // Written and queued: what is left to do is the job's.
    if (!isAppError(error)) logger.error({ err: error, refundId }, 'the refund will be tried again');
  }
  const refund = await parts.db.asService(REASON, (tx) => findRefund(tx, refundId));
  return { refundId, status: refund?.status ?? 'pending' };
}

async function requestRefund(tx: ServiceTx, { viewer, input, requestId }: Request): Promise<string> {
  const order = await findOrder(tx, input.orderId, { lock: true });
  if (!order) throw new AppError('NOT_FOUND', 'There is no such order.');
  const amountMinor = order.totalMinor - order.refundedMinor - order.disputedMinor;
  if (!['paid', 'partially_refunded'].includes(order.status) || amountMinor <= 0) throw new AppError('CONFLICT', 'There is nothing to give back for this order.', { reason: order.status });
  const now = clock.now();
  const id = newId('refund', now.getTime());
  const refund = { id, orderId: order.id, stripeRefundId: null, amountMinor, currency: order.currency, status: 'pending' as const, reason: input.reason, requestedBy: viewer.userId, requestedRole: 'admin' as const, at: now };
  if (!(await insertRefund(tx, refund))) throw new AppError('CONFLICT', 'A refund of this order is already under way.', { reason: 'under_way' });
  for (const item of order.items) {
    const left = leftOf(item);
    if (left > 0) await insertRefundItem(tx, { refundId: id, orderItemId: item.id, amountMinor: left, restockQuantity: 0, cancelQuantity: 0 });
  }
  await recordAudit(tx, {
    actorUserId: viewer.userId,
    actorRole: viewer.role,
    action: 'order.refund',
    targetType: 'order',
    targetId: order.id,
    before: { status: order.status, refundedMinor: order.refundedMinor },
    after: { refundId: id, amountMinor, currency: order.currency, reason: input.reason },
    ...(requestId && { requestId }),
  });
  await enqueue(tx, { task: 'settle-refund', payload: { refundId: id }, key: `refund:${id}`, runAt: new Date(now.getTime() + RETRY_AFTER_MS) });
  return id;
}
