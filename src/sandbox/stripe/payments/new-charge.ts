import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import { EMPTY_ADDRESS } from '../resources/address';
import { billingDetails, chargeDetails } from './payment-method';
import type { Buyer } from './payment-method';
import type { Decline } from './test-cards';

interface ChargeFacts {
  intent: Stripe.PaymentIntent;
  method: Stripe.PaymentMethod;
  buyer: Buyer;
  created: number;
  status: 'succeeded' | 'pending' | 'failed';
  decline: Decline | null;
  publicUrl: string;
}

function outcomeOf(decline: Decline | null): Stripe.Charge.Outcome {
  if (decline === null) {
    return { advice_code: null, network_advice_code: null, network_decline_code: null, network_status: 'approved_by_network', reason: null, risk_level: 'normal', risk_score: 12, seller_message: 'Payment complete.', type: 'authorized' };
  }
  return { advice_code: 'try_again_later', network_advice_code: null, network_decline_code: null, network_status: 'declined_by_network', reason: decline.declineCode, risk_level: 'normal', risk_score: 12, seller_message: 'The bank did not return any further details with this decline.', type: 'issuer_declined' };
}

/** The charge of one payment attempt. Its balance transaction is attached when the money is in. */
export function newCharge(facts: ChargeFacts): Stripe.Charge {
  const { intent, decline } = facts;
  const paid = facts.status !== 'failed';
  const id = newStripeId('charge');
  return {
    ...blankCharge({ id, amount: intent.amount, currency: intent.currency, created: facts.created }),
    amount_captured: paid ? intent.amount : 0,
    billing_details: billingDetails(facts.buyer),
    captured: paid,
    customer: typeof intent.customer === 'string' ? intent.customer : null,
    description: intent.description,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    metadata: intent.metadata,
    outcome: outcomeOf(decline),
    paid,
    payment_intent: intent.id,
    payment_method: facts.method.id,
    payment_method_details: chargeDetails(facts.method, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_url: paid ? `${facts.publicUrl}/receipts/${id}` : null,
    shipping: intent.shipping,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: facts.status,
    transfer_group: intent.transfer_group,
  };
}

/** A charge without anything that says who paid it, or how. */
export function blankCharge(facts: { id: string; amount: number; currency: string; created: number }): Stripe.Charge {
  return {
    id: facts.id,
    object: 'charge',
    amount: facts.amount,
    amount_captured: facts.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: EMPTY_ADDRESS, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: 'LATCHKEY TEST',
    captured: true,
    created: facts.created,
    currency: facts.currency,
    customer: null,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: null,
    payment_method: null,
    payment_method_details: null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: null,
  };
}
