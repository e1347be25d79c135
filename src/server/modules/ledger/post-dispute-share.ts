import type { ServiceTx } from '@/server/platform/db';
import { post } from './post';
import { toDisputePosting, type RefundedItem } from './posting';

export interface DisputeShareToPost {
  disputeId: string;
  /** Which falling anew of this dispute it is. */
  round: number;
  orderId: string;
  /** What moves to each item, negative where it leaves one; and to the platform. Together nothing. */
  items: readonly RefundedItem[];
  excessMinor: number;
  currency: string;
  at: Date;
}

/** Posts how what a bank took falls anew on items and platform, in the caller's transaction. A repeat of a round changes nothing. */
export async function postDisputeShare(tx: ServiceTx, { disputeId, round, orderId, items, excessMinor, currency, at }: DisputeShareToPost): Promise<void> {
  await post(tx, { source: { type: 'dispute', id: `${disputeId}:${round}` }, orderId, lines: toDisputePosting(items, excessMinor), currency, at });
}
