import { recordAudit } from '@/server/modules/audit/record-audit';
import { askStripe } from '@/server/modules/orders/ask-stripe';
import { sendStripeEvidence } from '@/server/modules/payments/send-stripe-evidence';
import { clock } from '@/server/platform/clock';
import type { ServiceTx, Viewer } from '@/server/platform/db';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import type { SubmitEvidenceInput } from '@/shared/contracts/disputes';
import { AppError } from '@/shared/errors';
import { collectEvidence } from './collect-evidence';
import { countEvidenceRound, findDisputeStanding, saveEvidence, type DisputeStanding } from './disputes.queries';
import { toFitting } from './to-evidence';

const REASON = 'evidence is written by the service alone';

interface Request {
  viewer: Viewer;
  input: SubmitEvidenceInput;
  requestId?: string | undefined;
}

/**
 * An admin answers a dispute with what we know of the sale as it is now, the last field in the admin's own words if any were given: keeps it at
 * Stripe or hands it to the bank, and stores what Stripe took. May be repeated; every sending is a new one and leaves a line in the audit log.
 * Throws NOT_FOUND, CONFLICT when the dispute has ended or Stripe refuses, UNAVAILABLE when Stripe does not answer.
 */
export async function submitEvidence(parts: Pick<Platform, 'db' | 'stripe' | 'env'>, request: Request): Promise<void> {
  if (request.viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { viewer, input } = request;
  const { db, stripe } = parts;
  const { round, standing } = await db.asService(REASON, (tx) => begin(tx, request));
  const collected = await collectEvidence(db, { viewer, orderId: standing.orderId });
  const evidence = toFitting(input.text === undefined ? collected : { ...collected, uncategorized_text: input.text });
  const refused = await sendStripeEvidence(stripe, { stripeDisputeId: standing.stripeDisputeId, evidence, submit: input.submit, idempotencyKey: `evidence:${input.disputeId}:${round}` });
  if (refused) throw new AppError('CONFLICT', refused.refusal, { reason: 'refused' });
  await db.asService(REASON, (tx) => saveEvidence(tx, { disputeId: input.disputeId, evidence, submittedAt: input.submit ? clock.now() : null }));
  try {
    await askStripe(parts, { orderId: standing.orderId });
  } catch (error) {
    // Stripe has the evidence; where the dispute stands now is also told by its webhook.
    logger.warn({ err: error, disputeId: input.disputeId }, 'the dispute will be looked at when its webhook comes');
  }
}

async function begin(tx: ServiceTx, { viewer, input, requestId }: Request): Promise<{ round: number; standing: DisputeStanding }> {
  const standing = await findDisputeStanding(tx, input.disputeId);
  if (!standing) throw new AppError('NOT_FOUND', 'There is no such dispute.');
  const round = await countEvidenceRound(tx, input.disputeId);
  if (round === undefined) throw new AppError('CONFLICT', 'This dispute has ended; nothing can be added to it.', { reason: standing.status });
  const after = { submit: input.submit, round, ownWords: input.text !== undefined };
  await recordAudit(tx, { actorUserId: viewer.userId, actorRole: 'admin', action: 'dispute.evidence', targetType: 'dispute', targetId: input.disputeId, before: { status: standing.status }, after, ...(requestId && { requestId }) });
  return { round, standing };
}
