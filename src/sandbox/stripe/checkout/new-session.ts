import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import { mergeMetadata } from '../core/params';
import { toAddress } from '../resources/address';
import type { Hidden, LineItemDocument } from '../store/kinds';
import { shippingCost } from './choose-shipping';
import type { CreateSessionInput } from './create-params';

interface SessionFacts {
  input: CreateSessionInput;
  lineItems: readonly LineItemDocument[];
  coupon: Stripe.Coupon | null;
  /** The ways of shipping on offer; the first is chosen until the buyer chooses. */
  shippingRates: readonly Stripe.ShippingRate[];
  currency: string;
  created: number;
  expiresAt: number;
  publicUrl: string;
  customer: Stripe.Customer | null;
  methodTypes: string[];
}

/** The document of a new, open session. */
export function newSession(facts: SessionFacts): Stripe.Checkout.Session {
  const id = newStripeId('checkout.session');
  const { input, lineItems } = facts;
  const sum = (field: 'amount_subtotal' | 'amount_discount'): number => lineItems.reduce((total, item) => total + item[field], 0);
  const [subtotal, discount] = [sum('amount_subtotal'), sum('amount_discount')];
  const shipping = shippingCost(facts.shippingRates[0]);
  const email = facts.customer?.email ?? input.customer_email ?? null;
  return {
    ...unusedFeatures(input),
    id,
    object: 'checkout.session',
    amount_subtotal: subtotal,
    amount_total: subtotal - discount + (shipping?.amount_total ?? 0),
    allow_promotion_codes: input.allow_promotion_codes ?? null,
    allowed_payment_method_types: input.allowed_payment_method_types ?? null,
    billing_address_collection: input.billing_address_collection ?? null,
    cancel_url: input.cancel_url ?? null,
    client_reference_id: input.client_reference_id ?? null,
    created: facts.created,
    currency: facts.currency,
    customer: facts.customer?.id ?? null,
    customer_creation: facts.customer !== null ? null : input.mode === 'subscription' ? 'always' : (input.customer_creation ?? 'if_required'),
    customer_details: email === null ? null : customerDetails({ email, name: facts.customer?.name ?? null, phone: null }),
    customer_email: input.customer_email ?? null,
    discounts: facts.coupon === null ? [] : [{ coupon: facts.coupon.id, promotion_code: null }],
    excluded_payment_method_types: input.excluded_payment_method_types,
    expires_at: facts.expiresAt,
    integration_identifier: input.integration_identifier ?? null,
    livemode: false,
    locale: input.locale ?? null,
    metadata: mergeMetadata({}, input.metadata),
    mode: input.mode,
    origin_context: input.origin_context ?? null,
    payment_intent: null,
    payment_method_collection: input.mode === 'subscription' ? (input.payment_method_collection ?? 'always') : 'if_required',
    payment_method_types: facts.methodTypes,
    payment_status: 'unpaid',
    phone_number_collection: { enabled: input.phone_number_collection?.enabled ?? false },
    shipping_address_collection: input.shipping_address_collection ?? null,
    shipping_cost: shipping,
    shipping_options: facts.shippingRates.map((rate) => ({ shipping_amount: rate.fixed_amount?.amount ?? 0, shipping_rate: rate.id })),
    status: 'open',
    submit_type: input.submit_type ?? null,
    success_url: input.success_url ?? null,
    total_details: { amount_discount: discount, amount_shipping: shipping?.amount_total ?? 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${facts.publicUrl}/c/pay/${id}`,
  };
}

/** What a session shows of its buyer. */
export function customerDetails(buyer: { email: string; name: string | null; phone: string | null; address?: Stripe.Address }): Stripe.Checkout.Session.CustomerDetails {
  return { address: buyer.address ?? null, business_name: null, email: buyer.email, individual_name: null, name: buyer.name, phone: buyer.phone, tax_exempt: 'none', tax_ids: null };
}

const NO_INVOICE = {
  enabled: false,
  invoice_data: { account_tax_ids: null, custom_fields: null, description: null, footer: null, issuer: null, metadata: {}, rendering_options: null },
};

function unusedFeatures(input: CreateSessionInput) {
  const message = (text: { message: string } | undefined): { message: string } | null => text ?? null;
  return {
    adaptive_pricing: { enabled: input.adaptive_pricing?.enabled ?? false },
    after_expiration: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    client_secret: null,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    consent: null,
    consent_collection: null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: message(input.custom_text?.after_submit),
      shipping_address: message(input.custom_text?.shipping_address),
      submit: message(input.custom_text?.submit),
      terms_of_service_acceptance: message(input.custom_text?.terms_of_service_acceptance),
    },
    customer_account: null,
    invoice: null,
    invoice_creation: input.mode === 'payment' ? NO_INVOICE : null,
    managed_payments: { enabled: false },
    payment_link: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    subscription: null,
    wallet_options: null,
  } satisfies Partial<Stripe.Checkout.Session>;
}

/** What the session keeps to itself until the buyer pays. */
export function hiddenOfSession(input: CreateSessionInput, lineItems: LineItemDocument[], shippingRates: Stripe.ShippingRate[]): Hidden<'checkout.session'> {
  const data = input.payment_intent_data;
  return {
    lineItems,
    shippingRates,
    page: { submitType: input.submit_type ?? (input.mode === 'subscription' ? 'subscribe' : 'pay'), submitText: input.custom_text?.submit?.message ?? null },
    paymentIntent: {
      description: data?.description ?? null,
      metadata: mergeMetadata({}, data?.metadata),
      receipt_email: data?.receipt_email ?? null,
      setup_future_usage: data?.setup_future_usage ?? null,
      statement_descriptor: data?.statement_descriptor ?? null,
      statement_descriptor_suffix: data?.statement_descriptor_suffix ?? null,
      transfer_group: data?.transfer_group ?? null,
      capture_method: data?.capture_method === 'automatic' ? 'automatic' : 'automatic_async',
      shipping: data?.shipping === undefined ? null : { ...data.shipping, address: toAddress(data.shipping.address) },
    },
  };
}
