import type Stripe from 'stripe';
import { mergeMetadata } from '../core/params';
import { notPossible } from '../core/refusal';
import type { Work } from '../core/work';
import { emit, emitChange } from '../events/emit';
import { updateObject } from '../store/objects';
import { closeDispute } from './close-dispute';
import { moveContestFee, withdrawFunds } from './dispute-money';
import { mergeEvidence } from './evidence';
import type { EvidenceInput } from './evidence';
import { isClosed } from './lock-dispute';
import type { StoredDispute } from './lock-dispute';

interface AnswerInput {
  evidence: EvidenceInput | undefined;
  metadata: Record<string, string> | null | undefined;
  submit: boolean | undefined;
}

/** Keeps evidence and, unless `submit` is false, sends it to the bank. In test mode `uncategorized_text` decides: https://docs.stripe.com/testing#evidence */
export async function submitEvidence(work: Work, stored: StoredDispute, input: AnswerInput): Promise<Stripe.Dispute> {
  const { doc: dispute } = stored;
  const speaks = input.evidence !== undefined || input.submit === true;
  if (speaks && isClosed(stored)) throw notPossible('This dispute is already closed; its evidence can no longer be changed.');
  const evidence = input.evidence === undefined ? dispute.evidence : mergeEvidence(dispute.evidence, input.evidence);
  const metadata = mergeMetadata(dispute.metadata, input.metadata);
  const details = { ...dispute.evidence_details, has_evidence: dispute.evidence_details.has_evidence || input.evidence !== undefined };
  const staged: Stripe.Dispute = { ...dispute, evidence, metadata, evidence_details: details };
  const answered = speaks && input.submit !== false ? toBank(staged) : staged;
  const contested = answered.status === 'under_review' && !stored.hidden.contestFee;
  if (contested) await moveContestFee(work, answered, 'taken');
  const hidden = { contestFee: stored.hidden.contestFee || contested };
  await updateObject(work.sql, 'dispute', { doc: answered, hidden });
  emitChange(work, 'charge.dispute.updated', { before: dispute, after: answered });
  return answered === staged ? answered : decide(work, { doc: answered, hidden });
}

function toBank(dispute: Stripe.Dispute): Stripe.Dispute {
  const details = dispute.evidence_details;
  return {
    ...dispute,
    status: dispute.status.startsWith('warning_') ? 'warning_under_review' : 'under_review',
    evidence_details: { ...details, submission_count: details.submission_count + 1, submission_method: 'manual' },
  };
}

async function decide(work: Work, stored: StoredDispute): Promise<Stripe.Dispute> {
  const inquiry = stored.doc.status === 'warning_under_review';
  switch (stored.doc.evidence.uncategorized_text) {
    case 'winning_evidence':
      return closeDispute(work, stored, inquiry ? 'warning_closed' : 'won');
    case 'losing_evidence':
      return closeDispute(work, inquiry ? await escalate(work, stored) : stored, 'lost');
    case 'escalate_inquiry_evidence':
      return inquiry ? (await escalate(work, stored)).doc : stored.doc;
    default:
      return stored.doc;
  }
}

/** The bank is not satisfied: the inquiry becomes a dispute, and the money goes. */
async function escalate(work: Work, stored: StoredDispute): Promise<StoredDispute> {
  const { doc: inquiry } = stored;
  const disputed = await withdrawFunds(work, { ...inquiry, status: 'needs_response' });
  await updateObject(work.sql, 'dispute', { ...stored, doc: disputed });
  emitChange(work, 'charge.dispute.updated', { before: inquiry, after: disputed });
  emit(work, 'charge.dispute.funds_withdrawn', disputed);
  return { ...stored, doc: disputed };
}
