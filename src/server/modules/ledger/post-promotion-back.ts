import type { ServiceTx } from '@/server/platform/db';
import { splitAmount } from '@/shared/money';
import { listPromoted } from './ledger.queries';
import { post } from './post';
import { toPromotionPosting } from './posting';

export interface PromotionBack {
  /** The refund or cancellation behind it. */
  sourceId: string;
  orderId: string;
  /** Items that cost their buyer nothing: `units` of `quantity` are undone, all that is left with `isRest`. */
  items: readonly { orderItemId: string; units: number; quantity: number; isRest: boolean }[];
  currency: string;
  at: Date;
}

/**
 * Takes back what a promotion paid for items that cost their buyer nothing, in the caller's transaction: with no money of the buyer's to follow, it
 * goes by units. Never more than was paid; once per source. False when nothing was to be taken back.
 */
export async function postPromotionBack(tx: ServiceTx, { sourceId, orderId, items, currency, at }: PromotionBack): Promise<boolean> {
  if (items.length === 0) return false;
  const promoted = new Map((await listPromoted(tx, items.map(({ orderItemId }) => orderItemId))).map((one) => [one.orderItemId, one]));
  const lines = items.flatMap(({ orderItemId, units, quantity, isRest }) => {
    const one = promoted.get(orderItemId);
    if (!one || one.subsidyMinor === 0) return [];
    const { sellerId, paidMinor, subsidyMinor, feeMinor } = one;
    const [share = 0] = splitAmount(paidMinor, [units, quantity - units]);
    return [{ orderItemId, sellerId, subsidyMinor, feeMinor, backMinor: isRest ? subsidyMinor : Math.min(share, subsidyMinor) }];
  });
  return post(tx, { source: { type: 'refund', id: `${sourceId}:promotion` }, orderId, lines: toPromotionPosting(lines), currency, at });
}
