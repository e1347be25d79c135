import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { ServiceTx, Viewer } from '@/server/platform/db';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import type { RefundOrderInput, StartedRefund } from '@/shared/contracts/orders';
import { AppError, isAppError } from '@/shared/errors';
import { splitAmount } from '@/shared/money';
import { findOrder, type OrderRecord } from './order-rows.queries';
import { findRefund } from './refunds.queries';
import { requestRefund, type RefundPart } from './request-refund';
import { settleRefund } from './settle-refund';
import { leftOf } from './to-posted';

const REASON = 'refunds are written by the service alone';

interface Request {
  viewer: Viewer;
  input: RefundOrderInput;
  requestId?: string | undefined;
}

/** An admin gives back anything; a seller's owner or admin what that seller sold. The seller's id, or null for an admin. */
async function assertMayRefund({ db }: Pick<Platform, 'db'>, { viewer, input }: Request): Promise<string | null> {
  if (input.seller) return (await assertSellerMember(db, { viewer, sellerSlug: input.seller, atLeast: 'admin' })).sellerId;
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  return null;
}

/**
 * Gives money back: of named items so much each, an amount split over what is left, or all that is left; with the units that go back to the
 * shelf by explicit choice. For admins, and for sellers as far as they sold it; with a line in the audit log. The refund is written first, then
 * asked of Stripe under its own key; if that breaks off anywhere the job goes on with the same refund. Keys are taken when Stripe says the
 * money is on its way. Throws NOT_FOUND, or CONFLICT when there is nothing to give back or a refund is under way.
 */
export async function refundOrder(parts: Pick<Platform, 'db' | 'stripe' | 'env'>, request: Request): Promise<StartedRefund> {
  const sellerId = await assertMayRefund(parts, request);
  const refundId = await parts.db.asService(REASON, (tx) => write(tx, request, sellerId));
  if (!refundId) return { refundId: null, status: 'succeeded' };
  try {
    await settleRefund(parts, { refundId });
  } catch (error) {
    // Written and queued: what is left to do is the job's.
    if (!isAppError(error)) logger.error({ err: error, refundId }, 'the refund will be tried again');
  }
  const refund = await parts.db.asService(REASON, (tx) => findRefund(tx, refundId));
  return { refundId, status: refund?.status ?? 'pending' };
}

async function write(tx: ServiceTx, { viewer, input, requestId }: Request, sellerId: string | null): Promise<string | null> {
  const order = await findOrder(tx, input.orderId, { lock: true });
  const own = order?.items.filter((item) => sellerId === null || item.sellerId === sellerId) ?? [];
  if (!order || own.length === 0) throw new AppError('NOT_FOUND', 'There is no such order.');
  const parts = toParts({ ...order, items: own }, input);
  const requestedRole = sellerId === null ? ('admin' as const) : ('seller' as const);
  return requestRefund(tx, { order, parts, reason: input.reason, requestedBy: viewer.userId, requestedRole, now: clock.now(), requestId });
}

/** What is asked, per item. Pure. Throws NOT_FOUND for an item that is not of these, CONFLICT for an amount beyond what is left. */
export function toParts({ items }: Pick<OrderRecord, 'items'>, { items: asked, amountMinor }: RefundOrderInput): RefundPart[] {
  if (asked) {
    return asked.map(({ itemId, ...part }) => {
      const item = items.find(({ id }) => id === itemId);
      if (!item) throw new AppError('NOT_FOUND', 'There is no such item in this order.', { field: itemId });
      return { item, ...part };
    });
  }
  const left = items.map(leftOf);
  const all = left.reduce((sum, one) => sum + one, 0);
  if (all === 0 || (amountMinor ?? 0) > all) throw new AppError('CONFLICT', 'There is not so much left to give back.', { reason: 'too_much' });
  const shares = splitAmount(amountMinor ?? all, left);
  return items.map((item, index) => ({ item, amountMinor: shares[index] ?? 0, restockQuantity: 0, cancelQuantity: 0 })).filter((part) => part.amountMinor > 0);
}
