import type { ServiceTx } from '@/server/platform/db';
import { post } from './post';
import { toDisputeFeePosting, type ChargedItem } from './posting';

export interface DisputeFeeToPost {
  disputeId: string;
  /** The turn of the dispute that cost this; each turn is posted once. */
  turn: string;
  orderId: string;
  items: readonly ChargedItem[];
  currency: string;
  at: Date;
}

/** Posts what Stripe charged, or gave back, at a turn of a dispute, in the caller's transaction. A repeat changes nothing. */
export async function postDisputeFee(tx: ServiceTx, { disputeId, turn, orderId, items, currency, at }: DisputeFeeToPost): Promise<void> {
  await post(tx, { source: { type: 'dispute_fee', id: `${disputeId}:${turn}` }, orderId, lines: toDisputeFeePosting(items), currency, at });
}
