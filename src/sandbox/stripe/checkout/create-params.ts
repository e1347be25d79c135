import { email, flag, integer, list, metadata, oneOf, required, shape, text, webUrl } from '../core/params';
import type { ValuesOf } from '../core/params';
import { ADDRESS } from '../resources/address';
import { SHIPPING_RATE_DATA } from '../resources/shipping-rate-params';
import { SUBSCRIPTION_DATA } from './subscription-data';
import { CURRENCY, PRODUCT_DATA, RECURRING, TAX_BEHAVIOR, UNIT_AMOUNT, UNIT_AMOUNT_DECIMAL } from '../resources/price-params';

const LINE_ITEM = shape({
  adjustable_quantity: shape({ enabled: required(flag()), maximum: integer({ min: 0 }), minimum: integer({ min: 0 }) }),
  metadata: metadata(),
  price: text(),
  price_data: shape({
    currency: required(CURRENCY),
    product: text(),
    product_data: PRODUCT_DATA,
    recurring: RECURRING,
    tax_behavior: TAX_BEHAVIOR,
    unit_amount: UNIT_AMOUNT,
    unit_amount_decimal: UNIT_AMOUNT_DECIMAL,
  }),
  quantity: integer({ min: 1, max: 999_999 }),
  tax_rates: list(text()),
});

const PAYMENT_INTENT_DATA = shape({
  application_fee_amount: integer({ min: 0 }),
  capture_method: oneOf('automatic', 'automatic_async', 'manual'),
  description: text({ max: 1000 }),
  metadata: metadata(),
  on_behalf_of: text(),
  receipt_email: email(),
  setup_future_usage: oneOf('off_session', 'on_session'),
  shipping: shape({ address: required(ADDRESS), carrier: text(), name: required(text()), phone: text(), tracking_number: text() }),
  statement_descriptor: text({ max: 22 }),
  statement_descriptor_suffix: text({ max: 22 }),
  transfer_data: shape({ amount: integer({ min: 1 }), destination: required(text()) }),
  transfer_group: text(),
});

const CUSTOM_MESSAGE = shape({ message: required(text({ max: 1200 })) });

/** Features the API has and the double refuses: their inner shape does not matter. */
const ANYTHING = { read: (value: unknown) => value };

/** The parameters of POST /v1/checkout/sessions in 2026-10-28. `payment_method_types` is gone from it. */
export const CREATE_SESSION = {
  adaptive_pricing: shape({ enabled: flag() }),
  after_expiration: ANYTHING,
  allow_promotion_codes: flag(),
  allowed_payment_method_types: list(text()),
  automatic_tax: shape({ enabled: required(flag()), liability: ANYTHING }),
  billing_address_collection: oneOf('auto', 'required'),
  branding_settings: ANYTHING,
  cancel_url: webUrl(),
  client_reference_id: text({ max: 200 }),
  consent_collection: ANYTHING,
  currency: CURRENCY,
  custom_fields: ANYTHING,
  custom_text: shape({ after_submit: CUSTOM_MESSAGE, shipping_address: CUSTOM_MESSAGE, submit: CUSTOM_MESSAGE, terms_of_service_acceptance: CUSTOM_MESSAGE }),
  customer: text(),
  customer_account: ANYTHING,
  customer_creation: oneOf('always', 'if_required'),
  customer_email: email(),
  customer_update: shape({ address: oneOf('auto', 'never'), name: oneOf('auto', 'never'), shipping: oneOf('auto', 'never') }),
  discounts: list(shape({ coupon: text(), promotion_code: text() }), { max: 1 }),
  excluded_payment_method_types: list(text()),
  expires_at: integer(),
  integration_identifier: text({ max: 200 }),
  invoice_creation: shape({ enabled: required(flag()), invoice_data: ANYTHING }),
  line_items: list(LINE_ITEM, { max: 100 }),
  locale: text({ max: 10 }),
  managed_payments: shape({ enabled: flag() }),
  metadata: metadata(),
  mode: required(oneOf('payment', 'setup', 'subscription')),
  name_collection: ANYTHING,
  optional_items: ANYTHING,
  origin_context: oneOf('mobile_app', 'web'),
  payment_intent_data: PAYMENT_INTENT_DATA,
  payment_method_collection: oneOf('always', 'if_required'),
  payment_method_configuration: text(),
  payment_method_data: ANYTHING,
  payment_method_options: ANYTHING,
  permissions: ANYTHING,
  phone_number_collection: shape({ enabled: required(flag()) }),
  redirect_on_completion: oneOf('always', 'if_required', 'never'),
  return_url: webUrl(),
  saved_payment_method_options: ANYTHING,
  setup_intent_data: ANYTHING,
  shipping_address_collection: shape({ allowed_countries: required(list(text({ max: 2 }))) }),
  shipping_options: list(shape({ shipping_rate: text(), shipping_rate_data: SHIPPING_RATE_DATA }), { max: 5 }),
  submit_type: oneOf('auto', 'book', 'donate', 'pay', 'subscribe'),
  subscription_data: SUBSCRIPTION_DATA,
  success_url: webUrl(),
  tax_id_collection: shape({ enabled: required(flag()), required: oneOf('if_supported', 'never') }),
  ui_mode: oneOf('elements', 'embedded_page', 'form', 'hosted_page'),
  wallet_options: ANYTHING,
};

export type CreateSessionInput = ValuesOf<typeof CREATE_SESSION>;

export type LineItemInput = NonNullable<CreateSessionInput['line_items']>[number];
