import type Stripe from 'stripe';
import { invalidParam, missingResource, onlyOneOf } from '../core/refusal';
import type { Work } from '../core/work';
import { newShippingRate } from '../resources/shipping-rate-params';
import { findObject, updateDocument } from '../store/objects';
import type { NewObject } from '../store/objects';
import type { CreateSessionInput } from './create-params';
import type { StoredSession } from './expire-session';

/** The ways of shipping a session offers; rates given inline become objects of their own, added to `made`. */
export async function shippingRatesOf(work: Work, input: CreateSessionInput, { currency, made }: { currency: string; made: NewObject[] }): Promise<Stripe.ShippingRate[]> {
  const rates: Stripe.ShippingRate[] = [];
  for (const [position, option] of (input.shipping_options ?? []).entries()) {
    const param = `shipping_options[${position}]`;
    if (option.shipping_rate !== undefined && option.shipping_rate_data !== undefined) throw onlyOneOf(`${param}[shipping_rate]`, `${param}[shipping_rate_data]`);
    const rate = option.shipping_rate_data === undefined ? await knownRate(work, option.shipping_rate, `${param}[shipping_rate]`) : newShippingRate(option.shipping_rate_data, work.now, `${param}[shipping_rate_data]`);
    if (rate.fixed_amount?.currency !== currency) throw invalidParam(`The shipping rate is in ${rate.fixed_amount?.currency ?? 'no currency'}, the Checkout Session in ${currency}.`, { param });
    if (option.shipping_rate_data !== undefined) made.push({ kind: 'shipping_rate', doc: rate, hidden: {} });
    rates.push(rate);
  }
  return rates;
}

async function knownRate(work: Work, id: string | undefined, param: string): Promise<Stripe.ShippingRate> {
  if (id === undefined) throw invalidParam(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  const stored = await findObject(work.sql, 'shipping_rate', id);
  if (stored === null) throw missingResource('shipping rate', id, param);
  if (!stored.doc.active) throw invalidParam(`The shipping rate ${id} is not active.`, { param });
  return stored.doc;
}

/** `shipping_cost` of the chosen rate. */
export function shippingCost(rate: Stripe.ShippingRate | undefined): Stripe.Checkout.Session.ShippingCost | null {
  if (rate === undefined) return null;
  const amount = rate.fixed_amount?.amount ?? 0;
  return { amount_subtotal: amount, amount_tax: 0, amount_total: amount, shipping_rate: rate.id };
}

/** The session with another of its ways of shipping, and its sums. Does nothing for one it does not offer. */
export async function chooseShipping(work: Work, stored: StoredSession, rateId: string | null): Promise<StoredSession> {
  const { doc: session } = stored;
  const rate = stored.hidden.shippingRates.find(({ id }) => id === rateId);
  if (rate === undefined || rate.id === session.shipping_cost?.shipping_rate) return stored;
  const cost = shippingCost(rate);
  const amount = (session.amount_total ?? 0) - (session.shipping_cost?.amount_total ?? 0) + (cost?.amount_total ?? 0);
  const chosen: Stripe.Checkout.Session = {
    ...session,
    amount_total: amount,
    shipping_cost: cost,
    ...(session.total_details && { total_details: { ...session.total_details, amount_shipping: cost?.amount_total ?? 0 } }),
  };
  await updateDocument(work.sql, 'checkout.session', chosen);
  return { ...stored, doc: chosen };
}
