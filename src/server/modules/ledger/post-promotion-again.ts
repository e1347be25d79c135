import type { ServiceTx } from '@/server/platform/db';
import { listPromoted } from './ledger.queries';
import { post } from './post';
import { toPromotionPosting, toReversed } from './posting';

export interface PromotionAgain {
  /** The refund that failed after it had settled. */
  refundId: string;
  orderId: string;
  orderItemIds: readonly string[];
  currency: string;
  at: Date;
}

/**
 * Pays again what a promotion had paid for items that cost their buyer nothing, in the caller's transaction: all that was taken back of it, whatever
 * refund took it. Once per refund; nothing where nothing was taken back.
 */
export async function postPromotionAgain(tx: ServiceTx, { refundId, orderId, orderItemIds, currency, at }: PromotionAgain): Promise<void> {
  if (orderItemIds.length === 0) return;
  const items = (await listPromoted(tx, orderItemIds)).flatMap(({ orderItemId, sellerId, paidMinor, paidFeeMinor, subsidyMinor: left, feeMinor: feeLeft }) => {
    const subsidyMinor = paidMinor - left;
    return subsidyMinor > 0 ? [{ orderItemId, sellerId, subsidyMinor, feeMinor: paidFeeMinor - feeLeft, backMinor: subsidyMinor }] : [];
  });
  await post(tx, { source: { type: 'refund_reversal', id: `${refundId}:promotion` }, orderId, lines: toReversed(toPromotionPosting(items)), currency, at });
}
