import type { ServiceTx } from '@/server/platform/db';
import { addCanceled } from './fulfilment.queries';
import type { KindEvent } from './kinds/kind';
import { byKind } from './kinds/kind-of';
import { takePromotionBack } from './take-promotion-back';
import { toReversedItems, unshippedOf } from './to-reversed-items';

export interface Lost extends KindEvent {
  /** The dispute that was lost. */
  sourceId: string;
}

/**
 * A bank kept the money of these items for good: what nothing is left of is no longer the buyer's, in the caller's transaction. Keys end, and goods
 * that were not shipped go back to the shelf.
 */
export async function endLost(tx: ServiceTx, { order, items, sourceId, at }: Lost): Promise<void> {
  const taken = items.map((item) => ({ item, restockQuantity: unshippedOf(item), cancelQuantity: unshippedOf(item) }));
  const ended = toReversedItems(order, taken).filter(({ isWhole }) => isWhole).map((one) => ({ ...one, restockQuantity: one.cancelQuantity }));
  const unshipped = ended.filter(({ cancelQuantity }) => cancelQuantity > 0);
  if (unshipped.length > 0) await addCanceled(tx, unshipped.map(({ item, cancelQuantity }) => ({ itemId: item.id, quantity: cancelQuantity })));
  for (const { item, cancelQuantity } of unshipped) item.canceledQuantity += cancelQuantity;
  await takePromotionBack(tx, { order, items: ended, sourceId, at });
  for (const { kind, things } of byKind(ended, ({ item }) => item)) await kind.onReversed(tx, { order, items: things, sourceId, at });
}
