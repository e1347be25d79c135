import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import { integer, mergeMetadata, metadata, oneOf, required, shape, text } from '../core/params';
import type { ValuesOf } from '../core/params';
import { invalidParam } from '../core/refusal';
import { CURRENCY, TAX_BEHAVIOR, UNIT_AMOUNT } from './price-params';

const BOUND = shape({ unit: required(oneOf('business_day', 'day', 'hour', 'month', 'week')), value: required(integer({ min: 1 })) });

/** What makes a shipping rate, by itself or within a session. */
export const SHIPPING_RATE = {
  delivery_estimate: shape({ maximum: BOUND, minimum: BOUND }),
  display_name: required(text({ max: 100 })),
  fixed_amount: shape({ amount: required(UNIT_AMOUNT), currency: required(CURRENCY) }),
  metadata: metadata(),
  tax_behavior: TAX_BEHAVIOR,
  tax_code: text(),
  type: oneOf('fixed_amount'),
};

export const SHIPPING_RATE_DATA = shape(SHIPPING_RATE);

/** A shipping rate document. Throws without a sum. `param` names the parameters it was made from. */
export function newShippingRate(input: ValuesOf<typeof SHIPPING_RATE>, created: number, param = ''): Stripe.ShippingRate {
  const { delivery_estimate: estimate, fixed_amount: fixed } = input;
  const name = param === '' ? 'fixed_amount' : `${param}[fixed_amount]`;
  if (fixed === undefined) throw invalidParam(`Missing required param: ${name}.`, { code: 'parameter_missing', param: name });
  return {
    id: newStripeId('shipping_rate'),
    object: 'shipping_rate',
    active: true,
    created,
    delivery_estimate: estimate === undefined ? null : { maximum: estimate.maximum ?? null, minimum: estimate.minimum ?? null },
    display_name: input.display_name,
    fixed_amount: fixed,
    livemode: false,
    metadata: mergeMetadata({}, input.metadata),
    tax_behavior: input.tax_behavior ?? 'unspecified',
    tax_code: input.tax_code ?? null,
    type: 'fixed_amount',
  };
}
