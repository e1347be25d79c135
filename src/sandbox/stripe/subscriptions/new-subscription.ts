import type { SubscriptionDocument, SubscriptionItemDocument, SubscriptionSeed } from '../store/billing-kinds';

interface SubscriptionFacts {
  id: string;
  customer: string;
  currency: string;
  created: number;
  items: SubscriptionItemDocument[];
  anchor: number;
  trialEnd: number | null;
  method: string | null;
  discounts: string[];
  seed: SubscriptionSeed;
}

/** A subscription as it starts: active, or trialing. */
export function newSubscription(facts: SubscriptionFacts): SubscriptionDocument {
  const { seed, trialEnd } = facts;
  return {
    ...unusedFeatures(),
    id: facts.id,
    object: 'subscription',
    application_fee_percent: seed.applicationFeePercent,
    billing_cycle_anchor: facts.anchor,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    created: facts.created,
    currency: facts.currency,
    customer: facts.customer,
    default_payment_method: facts.method,
    description: seed.description,
    discounts: facts.discounts,
    ended_at: null,
    items: { object: 'list', data: facts.items, has_more: false, url: `/v1/subscription_items?subscription=${facts.id}` },
    latest_invoice: null,
    livemode: false,
    metadata: seed.metadata,
    schedule: null,
    start_date: facts.created,
    status: trialEnd === null ? 'active' : 'trialing',
    trial_end: trialEnd,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: seed.missingPaymentMethod } },
    trial_start: trialEnd === null ? null : facts.created,
  };
}

function unusedFeatures() {
  return {
    application: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    billing_schedules: [],
    billing_thresholds: null,
    collection_method: 'charge_automatically',
    customer_account: null,
    days_until_due: null,
    default_source: null,
    default_tax_rates: [],
    invoice_settings: { account_tax_ids: null, custom_fields: null, description: null, footer: null, issuer: { type: 'self' } },
    managed_payments: { enabled: false },
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    test_clock: null,
    transfer_data: null,
  } satisfies Partial<SubscriptionDocument>;
}
