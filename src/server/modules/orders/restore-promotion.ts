import { postPromotionAgain } from '@/server/modules/ledger/post-promotion-again';
import type { ServiceTx } from '@/server/platform/db';
import type { Reversed } from './kinds/kind';

/**
 * The other way of `takePromotionBack`, in the caller's transaction: a refund failed after it had settled, so keys live again that had cost their buyer
 * nothing, and the platform pays for them again. Goods that were called off or came back stay so, and what was paid for them stays taken back. Once per refund.
 */
export async function restorePromotion(tx: ServiceTx, { order, items, sourceId, at }: Reversed): Promise<void> {
  const again = items.filter(({ item }) => item.kind !== 'physical' && item.totalMinor === 0 && item.subsidyMinor > 0);
  await postPromotionAgain(tx, { refundId: sourceId, orderId: order.id, orderItemIds: again.map(({ item }) => item.id), currency: order.currency, at });
}
