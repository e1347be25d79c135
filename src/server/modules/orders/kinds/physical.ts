import { claimDrop } from '@/server/modules/drops/claim-drop';
import { keepFromLate } from '@/server/modules/drops/keep-from-late';
import { releaseStock } from '@/server/modules/inventory/release-stock';
import { reserveStock } from '@/server/modules/inventory/reserve-stock';
import { returnStock } from '@/server/modules/inventory/return-stock';
import { sellReserved, type MissingUnits } from '@/server/modules/inventory/sell-reserved';
import { addRestocked, refreshFulfilment } from '../fulfilment.queries';
import type { OrderKind, Reversed } from './kind';

/** Whether the units were on their way already decides the word in the stock's history. */
const reasonOf = ({ items }: Reversed) => (items.some(({ cancelQuantity }) => cancelQuantity > 0) ? 'canceled' : 'returned');

/** Goods: stock is held while the order is paid, sold when it is, and comes back only where somebody said so. */
export const physical: OrderKind = {
  isHeldOnce: false,
  async onPlaced(tx, { order, items, at }) {
    const counted = items.flatMap(({ variantId, stockLevelId, quantity }) => (stockLevelId ? [{ variantId, levelId: stockLevelId, quantity }] : []));
    if (counted.length > 0) await reserveStock(tx, { orderId: order.id, userId: order.buyerUserId, items: counted, expiresAt: order.expiresAt, now: at });
    await claimDrop(tx, { userId: order.buyerUserId, orderId: order.id, items, now: at });
  },
  onClosed: (tx, { order }) => releaseStock(tx, order.id),
  async onPaid(tx, { order, items, at }) {
    const findKept = (late: readonly MissingUnits[]) => keepFromLate(tx, { userId: order.buyerUserId, items: late, now: at });
    const { missing } = await sellReserved(tx, { orderId: order.id, now: at, findKept });
    const gone = new Set(missing.map(({ variantId }) => variantId));
    return items.filter(({ variantId }) => gone.has(variantId)).map((item) => ({ item, why: 'sold_out' }));
  },
  async onReversed(tx, reversed) {
    const { order, items, sourceId, at } = reversed;
    const back = items.filter(({ item, restockQuantity }) => restockQuantity > 0 && item.stockLevelId !== null);
    const units = back.map(({ item, restockQuantity }) => ({ variantId: item.variantId, quantity: restockQuantity, sourceId: `${sourceId}:${item.id}` }));
    if (units.length > 0) await returnStock(tx, { orderId: order.id, items: units, reason: reasonOf(reversed), actorUserId: null, now: at });
    await addRestocked(tx, back.map(({ item, restockQuantity }) => ({ itemId: item.id, quantity: restockQuantity })));
    await refreshFulfilment(tx, { orderId: order.id, at });
  },
  // A parcel that was canceled stays so: money that the bank refused to take back is given back another way, not by shipping after all.
  onRestored: () => Promise.resolve(),
};
