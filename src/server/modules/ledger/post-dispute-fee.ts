import type { ServiceTx } from '@/server/platform/db';
import { post } from './post';
import { toDisputeFeePosting, type ChargedItem } from './posting';

export interface DisputeFeeToPost {
  disputeId: string;
  /** How many movements at Stripe the fee is the sum of by now; each count is posted once. */
  movementCount: number;
  orderId: string;
  items: readonly ChargedItem[];
  currency: string;
  at: Date;
}

/** Posts what Stripe charged for a dispute, or gave back, since the last time, in the caller's transaction. A repeat changes nothing. */
export async function postDisputeFee(tx: ServiceTx, { disputeId, movementCount, orderId, items, currency, at }: DisputeFeeToPost): Promise<void> {
  await post(tx, { source: { type: 'dispute_fee', id: `${disputeId}:${movementCount}` }, orderId, lines: toDisputeFeePosting(items), currency, at });
}
