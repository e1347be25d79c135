import type { ServiceTx } from '@/server/platform/db';
import { post } from './post';
import { toRefundPosting, toReversed, type RefundedItem } from './posting';

/** A settled refund with its share per item, or the failure of one that had settled (`reversed`: the same lines with the other sign). */
export interface RefundToPost {
  refundId: string;
  orderId: string;
  items: readonly RefundedItem[];
  currency: string;
  at: Date;
  reversed?: boolean;
  /** It became a credit of the buyer's: no money left Stripe. */
  asCredit?: boolean;
}

/** Posts what went back, in the caller's transaction. A refund is posted once, and its failure once: a repeat changes nothing. */
export async function postRefund(tx: ServiceTx, { refundId, orderId, items, currency, at, reversed = false, asCredit = false }: RefundToPost): Promise<void> {
  const lines = toRefundPosting(items, asCredit);
  await post(tx, { source: { type: reversed ? 'refund_reversal' : 'refund', id: refundId }, orderId, lines: reversed ? toReversed(lines) : lines, currency, at });
}
