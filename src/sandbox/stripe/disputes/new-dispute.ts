import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import { evidenceFrom } from './evidence';

/** Why a buyer's bank disputes a charge. https://docs.stripe.com/disputes/categories */
export const DISPUTE_REASONS = [
  'bank_cannot_process', 'check_returned', 'credit_not_processed', 'customer_initiated', 'debit_not_authorized', 'duplicate', 'fraudulent', 'general',
  'incorrect_account_details', 'insufficient_funds', 'product_not_received', 'product_unacceptable', 'subscription_canceled', 'unrecognized',
] as const;

export type DisputeReason = (typeof DISPUTE_REASONS)[number];

export interface DisputeFacts {
  charge: Stripe.Charge;
  amount: number;
  reason: DisputeReason;
  /** An inquiry asks before any money is taken. */
  inquiry: boolean;
  created: number;
  dueBy: number;
}

const NETWORK_CODES: Partial<Record<DisputeReason, string>> = { fraudulent: '10.4', product_not_received: '13.1', product_unacceptable: '13.3', duplicate: '12.6', credit_not_processed: '13.7', subscription_canceled: '13.2' };

function methodDetails(facts: DisputeFacts): Stripe.Dispute.PaymentMethodDetails | undefined {
  const brand = facts.charge.payment_method_details?.card?.brand;
  if (brand === undefined || brand === null) return undefined;
  return { type: 'card', card: { brand, case_type: facts.inquiry ? 'inquiry' : 'chargeback', network: brand, network_reason_code: NETWORK_CODES[facts.reason] ?? '10.4' } };
}

/** A dispute that waits for the shop's answer; nothing is withdrawn yet. */
export function newDispute(facts: DisputeFacts): Stripe.Dispute {
  const details = methodDetails(facts);
  return {
    id: newStripeId('dispute'),
    object: 'dispute',
    amount: facts.amount,
    balance_transactions: [],
    charge: facts.charge.id,
    created: facts.created,
    currency: facts.charge.currency,
    enhanced_eligibility_types: [],
    evidence: evidenceFrom(facts.charge),
    evidence_details: { due_by: facts.dueBy, enhanced_eligibility: {}, has_evidence: false, past_due: false, submission_count: 0, submission_method: 'not_submitted' },
    intended_submission_method: null,
    is_charge_refundable: true,
    livemode: false,
    metadata: {},
    payment_intent: facts.charge.payment_intent,
    ...(details !== undefined && { payment_method_details: details }),
    reason: facts.reason,
    status: facts.inquiry ? 'warning_needs_response' : 'needs_response',
  };
}
