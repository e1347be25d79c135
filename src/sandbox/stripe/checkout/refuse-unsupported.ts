import { invalidParam, missingResource, notInDouble, onlyOneOf } from '../core/refusal';
import type { CreateSessionInput } from './create-params';

/** Parameters of features that change what a session does. The double refuses them rather than ignore them. */
const NOT_YET: Partial<Record<keyof CreateSessionInput, string>> = {
  after_expiration: 'recovery of expired sessions',
  branding_settings: 'branding settings',
  consent_collection: 'consent collection',
  custom_fields: 'custom fields',
  customer_account: 'customer accounts',
  name_collection: 'name collection',
  optional_items: 'optional items',
  payment_method_configuration: 'payment method configurations',
  permissions: 'permissions',
  saved_payment_method_options: 'saved payment methods',
};

/** Checks that stand between parameters, before anything is looked up. Throws Stripe's refusals. */
export function refuseUnsupported(input: CreateSessionInput): void {
  refuseShipping(input);
  if (input.mode === 'setup') throw notInDouble('Checkout Sessions in setup mode', 'mode');
  if (input.ui_mode !== undefined && input.ui_mode !== 'hosted_page') throw notInDouble(`ui_mode ${input.ui_mode}`, 'ui_mode');
  for (const [param, what] of Object.entries(NOT_YET)) {
    if (param in input && input[param as keyof CreateSessionInput] !== undefined) throw notInDouble(what, param);
  }
  refuseCombinations(input);
  refusePaymentIntentData(input.payment_intent_data);
  if (input.automatic_tax?.enabled === true) throw notInDouble('automatic tax', 'automatic_tax');
  if (input.tax_id_collection?.enabled === true) throw notInDouble('tax id collection', 'tax_id_collection');
  if (input.invoice_creation?.enabled === true) throw notInDouble('invoices', 'invoice_creation');
  if (input.managed_payments?.enabled === true) throw notInDouble('managed payments', 'managed_payments');
}

/** Shipping is chosen and paid in payment mode alone; addresses are collected in subscription mode as well. */
function refuseShipping(input: CreateSessionInput): void {
  if (input.mode !== 'payment' && input.shipping_options !== undefined) {
    throw invalidParam(`You can not pass \`shipping_options\` in \`${input.mode}\` mode.`, { param: 'shipping_options' });
  }
  const unknown = input.shipping_address_collection?.allowed_countries.find((country) => !shipsTo(country));
  if (unknown !== undefined) throw invalidParam(`Invalid shipping_address_collection[allowed_countries]: '${unknown}' is not a country that can be shipped to.`, { param: 'shipping_address_collection[allowed_countries]' });
}

const REGIONS = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const UNSHIPPED = new Set(['AS', 'CX', 'CC', 'CU', 'EU', 'EZ', 'FM', 'HM', 'IR', 'KP', 'MH', 'NF', 'MP', 'PW', 'SD', 'SY', 'UM', 'UN', 'VI']);

/** Whether Stripe lists the country: https://docs.stripe.com/payments/collect-addresses */
function shipsTo(country: string): boolean {
  return /^[A-Z]{2}$/.test(country) && !UNSHIPPED.has(country) && (country === 'ZZ' || REGIONS.of(country) !== undefined);
}

/** Parameters that belong to other modes. */
const FOREIGN: Record<CreateSessionInput['mode'], readonly (keyof CreateSessionInput)[]> = {
  payment: ['subscription_data', 'setup_intent_data', 'payment_method_collection'],
  subscription: ['payment_intent_data', 'setup_intent_data', 'customer_creation', 'invoice_creation'],
  setup: [],
};

function refuseCombinations(input: CreateSessionInput): void {
  const foreign = FOREIGN[input.mode].find((param) => input[param] !== undefined);
  if (foreign !== undefined) throw invalidParam(`You can not pass \`${foreign}\` in \`${input.mode}\` mode.`, { param: foreign });
  if (input.return_url !== undefined || input.redirect_on_completion !== undefined) {
    const param = input.return_url === undefined ? 'redirect_on_completion' : 'return_url';
    throw invalidParam(`You can not pass \`${param}\` if \`ui_mode\` is \`hosted_page\`.`, { param });
  }
  if (input.success_url === undefined) throw invalidParam('Missing required param: success_url.', { code: 'parameter_missing', param: 'success_url' });
  if (input.allow_promotion_codes !== undefined && input.discounts !== undefined) throw onlyOneOf('allow_promotion_codes', 'discounts');
  if (input.customer !== undefined && input.customer_email !== undefined) throw onlyOneOf('customer', 'customer_email');
  if (input.customer !== undefined && input.customer_creation !== undefined) throw onlyOneOf('customer', 'customer_creation');
  if (input.customer === undefined && input.customer_update !== undefined) {
    throw invalidParam('`customer_update` can only be used with `customer`.', { param: 'customer_update' });
  }
  const discount = input.discounts?.[0];
  if (discount?.coupon !== undefined && discount.promotion_code !== undefined) throw onlyOneOf('discounts[0][coupon]', 'discounts[0][promotion_code]');
  if (discount?.promotion_code !== undefined) throw missingResource('promotion code', discount.promotion_code, 'discounts[0][promotion_code]');
}

function refusePaymentIntentData(data: CreateSessionInput['payment_intent_data']): void {
  if (data === undefined) return;
  if (data.application_fee_amount !== undefined && data.transfer_data === undefined) {
    throw invalidParam(
      'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `payment_intent_data[transfer_data][destination]`).',
      { param: 'payment_intent_data[application_fee_amount]' },
    );
  }
  if (data.transfer_data !== undefined) throw missingResource('destination', data.transfer_data.destination, 'payment_intent_data[transfer_data][destination]');
  if (data.on_behalf_of !== undefined) throw missingResource('account', data.on_behalf_of, 'payment_intent_data[on_behalf_of]');
  if (data.capture_method === 'manual') throw notInDouble('manual capture', 'payment_intent_data[capture_method]');
}
