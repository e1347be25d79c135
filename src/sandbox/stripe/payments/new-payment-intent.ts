import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import type { PaymentIntentSeed } from '../store/kinds';

interface PaymentIntentFacts {
  amount: number;
  currency: string;
  created: number;
  customer: string | null;
  methodTypes: string[];
  seed: PaymentIntentSeed;
}

/** A PaymentIntent that waits for its first payment method. */
export function newPaymentIntent(facts: PaymentIntentFacts): Stripe.PaymentIntent {
  const id = newStripeId('payment_intent');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: facts.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: facts.seed.capture_method,
    client_secret: `${id}_secret_${newStripeId('client_secret')}`,
    confirmation_method: 'automatic',
    created: facts.created,
    currency: facts.currency,
    customer: facts.customer,
    customer_account: null,
    description: facts.seed.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: facts.seed.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: facts.methodTypes,
    payment_record: null,
    processing: null,
    receipt_email: facts.seed.receipt_email,
    review: null,
    setup_future_usage: facts.seed.setup_future_usage,
    shipping: facts.seed.shipping,
    source: null,
    statement_descriptor: facts.seed.statement_descriptor,
    statement_descriptor_suffix: facts.seed.statement_descriptor_suffix,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: facts.seed.transfer_group,
  };
}
