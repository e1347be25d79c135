import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import type { StartCheckoutInput } from '@/shared/contracts/orders';
import { AppError } from '@/shared/errors';
import { moneyText } from '@/shared/money-text';
import { MINUTE_MS } from '@/shared/time';
import { isSellable } from './kinds/kind-of';
import { assertChargeable, toNewOrder, toOpenKey, type Offer, type OrderBuyer } from './new-order';
import { findOffer, findOpenOrderId, holdsLive, insertOrder, isBuyerOf } from './open-order.queries';

export interface OrderToCreate {
  userId: string;
  input: StartCheckoutInput;
  now: Date;
}

async function assertMayBuy(tx: ServiceTx, { userId, organizationId }: OrderBuyer): Promise<void> {
  if (organizationId && !(await isBuyerOf(tx, { userId, organizationId }))) throw new AppError('FORBIDDEN', 'Only owners and admins of an organization buy for it.');
}

async function getOffer(tx: ServiceTx, { variantId, expectedCurrency, expectedPriceMinor }: StartCheckoutInput): Promise<Offer> {
  const row = await findOffer(tx, { variantId, currency: expectedCurrency });
  if (!row || !isSellable(row.kind)) throw new AppError('NOT_FOUND', 'This is not for sale.');
  const offer = { ...row, variantId, amountMinor: Number(row.amountMinor) };
  if (offer.amountMinor !== expectedPriceMinor || offer.currency !== expectedCurrency) {
    const price = offer.amountMinor === 0 ? 'It is free now' : `It is ${moneyText(offer.amountMinor, offer.currency)} now`;
    throw new AppError('CONFLICT', `The price has changed. ${price}; please look again before you pay.`, { reason: 'price_changed' });
  }
  return offer;
}

/**
 * Writes a pending order with the price and the snapshot of this moment, in the caller's transaction, or finds the one this buyer has open
 * for the variant. Nothing of money, fee or seller comes from the input; the price it names is only compared. Throws FORBIDDEN, NOT_FOUND,
 * CONFLICT (price changed, owned already) or UNPROCESSABLE (cannot be charged), and then nothing is written.
 */
export async function createPendingOrder(tx: ServiceTx, { userId, input, now }: OrderToCreate): Promise<{ orderId: string; isNew: boolean; totalMinor: number }> {
  const buyer: OrderBuyer = { userId, organizationId: input.organizationId ?? null };
  await assertMayBuy(tx, buyer);
  const offer = await getOffer(tx, input);
  assertChargeable(offer);
  if (buyer.organizationId && offer.license === 'personal') {
    throw new AppError('CONFLICT', 'A personal licence is for one person. Choose the team licence to buy for an organization.', { reason: 'personal_license' });
  }
  const created = toNewOrder(offer, buyer, now);
  const isNew = await insertOrder(tx, created);
  // After the insert: it waited for whoever was fulfilling this buyer's order for the same thing, so that key is seen here.
  if (await holdsLive(tx, { ...buyer, productId: offer.productId, license: offer.license, now })) throw new AppError('CONFLICT', 'You own this already.', { reason: 'owned' });
  if (!isNew) {
    const open = await findOpenOrderId(tx, toOpenKey(buyer, offer.variantId));
    if (!open) throw new AppError('CONFLICT', 'Your order was just closed. Please try again.', { reason: 'closed' });
    return { orderId: open, isNew, totalMinor: offer.amountMinor };
  }
  const runAt = new Date(created.order.expiresAt.getTime() + MINUTE_MS);
  await enqueue(tx, { task: 'expire-order', payload: { orderId: created.order.id }, key: `expire:${created.order.id}`, runAt });
  return { orderId: created.order.id, isNew, totalMinor: created.order.totalMinor };
}
