import type Stripe from 'stripe';
import { schedule } from '../core/due-tasks';
import { missingResource, notPossible } from '../core/refusal';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { insertObject, listObjects, lockObject, updateDocument } from '../store/objects';
import { withdrawFunds } from './dispute-money';
import { newDispute } from './new-dispute';
import type { DisputeReason } from './new-dispute';

/** The task that ends a dispute nobody answered. */
export const END_OF_EVIDENCE = 'dispute.evidence_due';

const EVIDENCE_SECONDS = 9 * 24 * 60 * 60;

export interface DisputeOptions {
  reason: DisputeReason;
  inquiry: boolean;
  /** Without it what was not refunded. */
  amount?: number;
}

/** The disputes of a charge that still hold, or keep, its money. */
export async function disputedAmount(work: Work, chargeId: string): Promise<number> {
  const disputes = await listObjects(work.sql, 'dispute', { match: { charge: chargeId }, limit: 100 });
  return disputes.filter(({ doc }) => ['needs_response', 'under_review', 'lost'].includes(doc.status)).reduce((sum, { doc }) => sum + doc.amount, 0);
}

/** The buyer's bank disputes a charge. An inquiry takes no money; anything else takes the sum and a fee at once. */
export async function openDispute(work: Work, chargeId: string, options: DisputeOptions): Promise<Stripe.Dispute> {
  const charge = await lockObject(work.sql, 'charge', chargeId);
  if (charge === null) throw missingResource('charge', chargeId, 'charge');
  if (charge.doc.status !== 'succeeded') throw notPossible('Only a charge that was paid can be disputed.');
  const left = charge.doc.amount - charge.doc.amount_refunded - (await disputedAmount(work, chargeId));
  const amount = options.amount ?? left;
  if (amount < 1 || amount > left) throw notPossible(`There is ${left} left of this charge to dispute.`);
  const asked = newDispute({ charge: charge.doc, amount, reason: options.reason, inquiry: options.inquiry, created: work.now, dueBy: work.now + EVIDENCE_SECONDS });
  const dispute = options.inquiry ? asked : await withdrawFunds(work, asked);
  await insertObject(work.sql, 'dispute', { doc: dispute, hidden: { contestFee: false } });
  await updateDocument(work.sql, 'charge', { ...charge.doc, disputed: true });
  await schedule(work, END_OF_EVIDENCE, { objectId: dispute.id, dueAt: work.now + EVIDENCE_SECONDS });
  emit(work, 'charge.dispute.created', dispute);
  if (!options.inquiry) emit(work, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}
