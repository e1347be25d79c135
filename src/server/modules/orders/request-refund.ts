import { recordAudit } from '@/server/modules/audit/record-audit';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { moneyText } from '@/shared/money-text';
import { callForCredit } from './call-for-credit';
import { hasOpenDispute } from './disputes.queries';
import { addCanceled, refreshFulfilment } from './fulfilment.queries';
import { byKind } from './kinds/kind-of';
import type { OrderItemRecord, OrderRecord } from './order-rows.queries';
import { insertRefund, insertRefundItem, listPendingRestock } from './refunds.queries';
import { takePromotionBack } from './take-promotion-back';
import { leftOf } from './to-posted';

/** What is given back of one item: money, units to the shelf, units that will not be shipped. */
export interface RefundPart {
  item: OrderItemRecord;
  amountMinor: number;
  restockQuantity: number;
  cancelQuantity: number;
}

export interface RefundToRequest {
  /** Locked by the caller. */
  order: OrderRecord;
  parts: readonly RefundPart[];
  reason: string;
  /** Null only for the system. */
  requestedBy: string | null;
  requestedRole: 'buyer' | 'seller' | 'admin' | 'system';
  now: Date;
  /** For the audit log. */
  requestId?: string | undefined;
}

/** When the job looks after a refund whose own request did not live to the end. */
const RETRY_AFTER_MS = 20_000;

/** `pending`: units that a refund under way brings back to the shelf when Stripe has it. */
function assertPart({ item, amountMinor, restockQuantity, cancelQuantity }: RefundPart, { currency, pending }: { currency: string; pending: ReadonlyMap<string, number> }): void {
  const left = leftOf(item);
  if (amountMinor > left) throw new AppError('CONFLICT', `Only ${moneyText(left, currency)} of ${item.title} is left to give back.`, { reason: 'too_much', field: item.id });
  if (cancelQuantity > item.quantity - item.shippedQuantity - item.canceledQuantity) throw new AppError('CONFLICT', `${item.title} is on its way already.`, { reason: 'shipped', field: item.id });
  // What is still to be shipped is not there to go back to the shelf: it would be sold twice.
  const loose = item.kind === 'physical' ? item.shippedQuantity + item.canceledQuantity + cancelQuantity - item.restockedQuantity - (pending.get(item.id) ?? 0) : 0;
  if (restockQuantity > loose) throw new AppError('CONFLICT', `Only what was shipped or is canceled of ${item.title} can go back to the shelf.`, { reason: 'too_many', field: item.id });
}

/**
 * Writes a refund of a paid order, in the caller's transaction; Stripe is asked afterwards (`settleRefund`, or its job). What will not be
 * shipped is taken out of the seller's hands at once, with a line in the audit log; money, keys and shelf follow when Stripe has the refund. What cost nothing needs no
 * Stripe and is undone here; so are units that come back after all the money has gone. The refund's id, or null when no money is involved. Throws CONFLICT when there is nothing to give back, a dispute
 * has the money, another refund is under way, or a part asks for more than its item has left.
 */
export async function requestRefund(tx: ServiceTx, request: RefundToRequest): Promise<string | null> {
  const { order, parts, reason, requestedBy, requestedRole, now } = request;
  const amountMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0);
  const takes = amountMinor === 0 ? ['paid', 'partially_refunded', 'refunded'] : ['paid', 'partially_refunded'];
  if (!takes.includes(order.status)) throw new AppError('CONFLICT', 'There is nothing to give back for this order.', { reason: order.status });
  const pending = await listPendingRestock(tx, order.id);
  for (const part of parts) assertPart(part, { currency: order.currency, pending });
  const canceled = parts.filter(({ cancelQuantity }) => cancelQuantity > 0);
  if (canceled.length > 0 && !(await addCanceled(tx, canceled.map(({ item, cancelQuantity }) => ({ itemId: item.id, quantity: cancelQuantity }))))) {
    throw new AppError('CONFLICT', 'Something of this is on its way already.', { reason: 'shipped' });
  }
  for (const { item, cancelQuantity } of canceled) item.canceledQuantity += cancelQuantity;
  callForCredit(order, canceled.map(({ item }) => item));
  await audit(tx, request, amountMinor);
  if (amountMinor === 0) return undoFree(tx, request);
  if (await hasOpenDispute(tx, order.id)) throw new AppError('CONFLICT', 'The bank has this money while it decides a dispute; it cannot be refunded as well.', { reason: 'disputed' });
  const refundId = newId('refund', now.getTime());
  const refund = { id: refundId, orderId: order.id, stripeRefundId: null, amountMinor, currency: order.currency, status: 'pending' as const, reason, requestedBy, requestedRole, at: now };
  if (!(await insertRefund(tx, refund))) throw new AppError('CONFLICT', 'A refund of this order is already under way.', { reason: 'under_way' });
  for (const { item, ...share } of parts) await insertRefundItem(tx, { refundId, orderItemId: item.id, ...share });
  if (canceled.length > 0) await refreshFulfilment(tx, { orderId: order.id, at: now });
  await enqueue(tx, { task: 'settle-refund', payload: { refundId }, key: `refund:${refundId}`, runAt: new Date(now.getTime() + RETRY_AFTER_MS) });
  return refundId;
}

async function audit(tx: ServiceTx, { order, reason, requestedBy, requestedRole, requestId }: RefundToRequest, amountMinor: number): Promise<void> {
  if (requestedBy === null) return;
  await recordAudit(tx, {
    actorUserId: requestedBy,
    actorRole: requestedRole === 'admin' ? 'admin' : 'customer',
    action: 'order.refund',
    targetType: 'order',
    targetId: order.id,
    before: { status: order.status, refundedMinor: order.refundedMinor },
    after: { amountMinor, currency: order.currency, reason, as: requestedRole },
    ...(requestId && { requestId }),
  });
}

async function undoFree(tx: ServiceTx, { order, parts, now }: RefundToRequest): Promise<null> {
  const units = parts.filter(({ restockQuantity, cancelQuantity }) => restockQuantity + cancelQuantity > 0);
  if (units.length === 0) throw new AppError('CONFLICT', 'There is nothing to give back for this order.', { reason: 'nothing' });
  const items = units.map((part) => ({ ...part, isWhole: false }));
  const sourceId = newId('refund', now.getTime());
  await takePromotionBack(tx, { order, items, sourceId, at: now });
  for (const { kind, things } of byKind(items, ({ item }) => item)) await kind.onReversed(tx, { order, items: things, sourceId, at: now });
  return null;
}
