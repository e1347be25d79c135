import type Stripe from 'stripe';
import { unschedule } from '../core/due-tasks';
import { notPossible } from '../core/refusal';
import type { Work } from '../core/work';
import { emit, emitChange } from '../events/emit';
import { updateDocument } from '../store/objects';
import { moveContestFee, reinstateFunds } from './dispute-money';
import { isClosed, lockDispute } from './lock-dispute';
import type { StoredDispute } from './lock-dispute';
import { END_OF_EVIDENCE } from './open-dispute';

export type DisputeOutcome = 'won' | 'lost' | 'warning_closed';

/** Ends a dispute that the caller has locked. Won: the sum comes back, and the fee for contesting. Throws for a closed one and for an outcome that does not fit. */
export async function closeDispute(work: Work, stored: StoredDispute, outcome: DisputeOutcome): Promise<Stripe.Dispute> {
  const { doc: dispute } = stored;
  if (isClosed(stored)) throw notPossible('This dispute is already closed.');
  const inquiry = dispute.status.startsWith('warning_');
  if (inquiry !== (outcome === 'warning_closed')) throw notPossible(inquiry ? 'An inquiry can only end as warning_closed: no money was taken.' : 'Only an inquiry can end as warning_closed.');
  const ended: Stripe.Dispute = { ...dispute, status: outcome };
  const closed = outcome === 'won' ? await reinstateFunds(work, ended) : ended;
  if (outcome === 'won' && stored.hidden.contestFee) await moveContestFee(work, closed, 'returned');
  await updateDocument(work.sql, 'dispute', closed);
  await unschedule(work, END_OF_EVIDENCE, dispute.id);
  emitChange(work, 'charge.dispute.closed', { before: dispute, after: closed });
  if (outcome === 'won') emit(work, 'charge.dispute.funds_reinstated', closed);
  return closed;
}

/** Nobody answered in time: a dispute is lost, an inquiry ends. Does nothing to one that was answered. */
export async function endUnanswered(work: Work, disputeId: string): Promise<void> {
  const stored = await lockDispute(work, disputeId);
  if (stored?.doc.status !== 'needs_response' && stored?.doc.status !== 'warning_needs_response') return;
  const late = { ...stored, doc: { ...stored.doc, evidence_details: { ...stored.doc.evidence_details, past_due: true } } };
  await closeDispute(work, late, stored.doc.status === 'needs_response' ? 'lost' : 'warning_closed');
}
