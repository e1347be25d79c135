import { recordAudit } from '@/server/modules/audit/record-audit';
import { askStripe } from '@/server/modules/orders/ask-stripe';
import { closeStripeDispute } from '@/server/modules/payments/close-stripe-dispute';
import type { ServiceTx, Viewer } from '@/server/platform/db';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { findDisputeStanding, type DisputeStanding } from './disputes.queries';

interface Request {
  viewer: Viewer;
  disputeId: string;
  requestId?: string | undefined;
}

/**
 * An admin gives a dispute up: the money stays with the buyer, and the dispute is lost. With a line in the audit log. May be repeated. Throws
 * NOT_FOUND, CONFLICT for one that ended or is only an inquiry (a refund ends that) or that Stripe does not let go, UNAVAILABLE when Stripe does not answer.
 */
export async function acceptDispute(parts: Pick<Platform, 'db' | 'stripe' | 'env'>, request: Request): Promise<void> {
  if (request.viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { orderId, stripeDisputeId } = await parts.db.asService('that a dispute is given up is written by the service alone', (tx) => begin(tx, request));
  const refused = await closeStripeDispute(parts.stripe, stripeDisputeId);
  if (refused) throw new AppError('CONFLICT', refused.refusal, { reason: 'refused' });
  try {
    await askStripe(parts, { orderId });
  } catch (error) {
    // Stripe has closed it; the books follow with its webhook.
    logger.warn({ err: error, disputeId: request.disputeId }, 'the dispute will be looked at when its webhook comes');
  }
}

async function begin(tx: ServiceTx, { viewer, disputeId, requestId }: Request): Promise<DisputeStanding> {
  const standing = await findDisputeStanding(tx, disputeId);
  if (!standing) throw new AppError('NOT_FOUND', 'There is no such dispute.');
  if (standing.status === 'inquiry') throw new AppError('CONFLICT', 'The bank only asks; a refund ends it.', { reason: 'inquiry' });
  if (standing.status !== 'needs_response' && standing.status !== 'under_review') throw new AppError('CONFLICT', 'This dispute has ended already.', { reason: standing.status });
  await recordAudit(tx, { actorUserId: viewer.userId, actorRole: 'admin', action: 'dispute.accept', targetType: 'dispute', targetId: disputeId, before: { status: standing.status }, ...(requestId && { requestId }) });
  return standing;
}
