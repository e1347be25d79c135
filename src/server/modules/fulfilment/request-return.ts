import { toReturnEmail } from '@/server/modules/notifications/templates/return-email';
import { assertBuys } from '@/server/modules/orders/assert-buys';
import { lockPaidOrder, type PaidOrder } from '@/server/modules/orders/lock-paid-order';
import { tellSeller } from '@/server/modules/sellers/tell-seller';
import { clock } from '@/server/platform/clock';
import type { ServiceTx, Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { RequestReturnInput } from '@/shared/contracts/fulfilment';
import { AppError } from '@/shared/errors';
import { findSellerId, insertReturn, listReturnedUnits } from './returns.queries';

interface Wish {
  viewer: Viewer;
  input: RequestReturnInput;
}

/**
 * A buyer asks one seller to take shipped goods back; the seller answers. Of an organization's order its owners and admins ask, and other members
 * get FORBIDDEN. Throws NOT_FOUND for other people's orders and items that are not the seller's, CONFLICT for units that were not shipped or were returned before, and when a return to this seller is open.
 */
export async function requestReturn({ db, env }: Pick<Platform, 'db' | 'env'>, wish: Wish): Promise<{ returnId: string }> {
  return db.asService('returns are written by the service alone', (tx) => write(tx, wish, env.PUBLIC_URL));
}

async function write(tx: ServiceTx, { viewer, input }: Wish, publicUrl: string): Promise<{ returnId: string }> {
  const { orderId, sellerSlug, items, reason } = input;
  const order = await lockPaidOrder(tx, { orderId });
  await assertBuys(tx, { order, viewer });
  const sellerId = await findSellerId(tx, sellerSlug);
  if (!sellerId) throw new AppError('NOT_FOUND', 'There is no such item to send back.');
  await assertReturnable(tx, { order, sellerId, items });
  const at = clock.now();
  const returnId = await insertReturn(tx, { orderId, sellerId, userId: viewer.userId, reason, units: items, at });
  if (!returnId) throw new AppError('CONFLICT', 'A return to this seller is open already. Withdraw it to ask for another.', { reason: 'open' });
  const sellerName = order.items.find((item) => item.sellerId === sellerId)?.sellerName ?? '';
  const email = toReturnEmail({ number: order.number, sellerName, status: 'requested', said: reason, url: `${publicUrl}/seller/${sellerSlug}/orders/${orderId}` });
  await tellSeller(tx, { sellerId, type: 'return', email, kind: 'return', href: `/seller/${sellerSlug}/orders/${orderId}`, at, reason: `return:${returnId}` });
  return { returnId };
}

async function assertReturnable(tx: ServiceTx, { order, sellerId, items }: { order: PaidOrder; sellerId: string; items: RequestReturnInput['items'] }): Promise<void> {
  const returned = await listReturnedUnits(tx, order.id);
  for (const { itemId, quantity } of items) {
    const item = order.items.find((one) => one.id === itemId && one.sellerId === sellerId && one.kind === 'physical');
    if (!item) throw new AppError('NOT_FOUND', 'There is no such item to send back.', { field: itemId });
    const left = item.shippedQuantity - (returned.get(itemId) ?? 0);
    if (quantity > left) throw new AppError('CONFLICT', left > 0 ? `Only ${left} of ${item.title} can be sent back.` : `${item.title} cannot be sent back: it was not shipped, or is being returned already.`, { reason: 'not_shipped', field: itemId });
  }
}
