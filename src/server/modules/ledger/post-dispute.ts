import type { ServiceTx } from '@/server/platform/db';
import { post } from './post';
import { toDisputePosting, toReversed, type RefundedItem } from './posting';

/** What a bank took back, with its share per item, or what of it came back after all (`reversed`: the same lines with the other sign). */
export interface DisputeToPost {
  disputeId: string;
  orderId: string;
  items: readonly RefundedItem[];
  /** What the bank took beyond what the items had left. */
  excessMinor: number;
  currency: string;
  at: Date;
  reversed?: boolean;
}

/** Posts what a dispute took, in the caller's transaction. A dispute is posted once, and its end in our favour once: a repeat changes nothing. */
export async function postDispute(tx: ServiceTx, { disputeId, orderId, items, excessMinor, currency, at, reversed = false }: DisputeToPost): Promise<void> {
  const lines = toDisputePosting(items, excessMinor);
  await post(tx, { source: { type: reversed ? 'dispute_reversal' : 'dispute', id: disputeId }, orderId, lines: reversed ? toReversed(lines) : lines, currency, at });
}
