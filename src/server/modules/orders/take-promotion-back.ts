import { postPromotionBack } from '@/server/modules/ledger/post-promotion-back';
import { requestTransferReversals } from '@/server/modules/payouts/request-transfer-reversals';
import type { ServiceTx } from '@/server/platform/db';
import type { Reversed } from './kinds/kind';

/**
 * What cost the buyer nothing has no money to give back, but the platform may have paid its seller for it: that part goes back with the units that
 * are canceled or returned, or with the key that ends, and is fetched back if it was paid out. The items count what is canceled now already. In the
 * caller's transaction; once per source.
 */
export async function takePromotionBack(tx: ServiceTx, { order, items, sourceId, at }: Reversed): Promise<void> {
  const undone = items.flatMap(({ item, isWhole, restockQuantity, cancelQuantity }) => {
    if (item.totalMinor > 0 || item.subsidyMinor === 0) return [];
    const { id: orderItemId, quantity, canceledQuantity } = item;
    if (item.kind !== 'physical') return isWhole ? [{ orderItemId, units: quantity, quantity, isRest: true }] : [];
    const units = Math.min(quantity, Math.max(restockQuantity, cancelQuantity));
    return units > 0 ? [{ orderItemId, units, quantity, isRest: canceledQuantity === quantity }] : [];
  });
  const isPosted = await postPromotionBack(tx, { sourceId, orderId: order.id, items: undone, currency: order.currency, at });
  if (isPosted) await requestTransferReversals(tx, { orderId: order.id, source: { type: 'refund', id: sourceId }, now: at });
}
