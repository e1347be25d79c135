import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { DisputeFile } from '@/shared/contracts/disputes';
import { AppError } from '@/shared/errors';
import { collectEvidence } from './collect-evidence';
import { findDispute } from './disputes.queries';
import { toDisputeSummary } from './to-dispute-summary';

/** A dispute for admins: what it is about, what can be said against it now, and what Stripe has from us. Throws NOT_FOUND. */
export async function getDispute(db: Database, { viewer, disputeId }: { viewer: Viewer; disputeId: string }): Promise<DisputeFile> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const row = await findDispute(db.readAsService('admins answer disputes'), disputeId);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such dispute.');
  const { stripeDisputeId, buyerEmail, feeMinor, shares, sent } = row;
  const collected = await collectEvidence(db, { viewer, orderId: row.orderId });
  return { ...toDisputeSummary(row, clock.now()), stripeDisputeId, buyerEmail, feeMinor, shares, sent, collected };
}
