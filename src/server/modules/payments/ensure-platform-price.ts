import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { callStripe, stripeCode, type Deadline } from './call-stripe';

/** A paid tier of a platform, as it is sold on one account. */
export interface PlatformPriceToEnsure {
  tierId: string;
  mode: 'preview' | 'live';
  /** What the buyer reads: the platform and the tier. */
  title: string;
  amountMinor: number;
  currency: string;
  interval: 'month' | 'year';
  /** The developer's account; null: our own. */
  stripeAccountId: string | null;
}

export interface EnsuredPlatformPrice {
  stripeProductId: string;
  stripePriceId: string;
}

/** Stripe keeps a key's first parameters for a day: other parameters under the same name are another request. */
const keyOf = (name: string, params: object) => `${name}:${createHash('sha256').update(JSON.stringify(params)).digest('hex').slice(0, 16)}`;

const on = (options: Stripe.RequestOptions, accountId: string | null): Stripe.RequestOptions => ({ ...options, ...(accountId !== null && { stripeAccount: accountId }) });

/** What the price is found by again, on its account: the tier, the world and the terms. */
const lookupOf = ({ tierId, mode, amountMinor, currency, interval }: PlatformPriceToEnsure) => `${tierId}:${mode}:${amountMinor}:${currency}:${interval}`;

async function ensureProduct(stripe: Stripe, { tierId, mode, title, stripeAccountId }: PlatformPriceToEnsure, deadline: Deadline): Promise<void> {
  const params = { id: tierId, name: title, metadata: { tier_id: tierId, mode } };
  try {
    await callStripe((options) => stripe.products.create(params, { ...on(options, stripeAccountId), idempotencyKey: keyOf(`tier:${tierId}:${mode}:product`, params) }), deadline);
  } catch (error) {
    if (stripeCode(error) !== 'resource_already_exists') throw error;
  }
}

/** The price of these terms, in use or put aside. */
async function findPrice(stripe: Stripe, price: PlatformPriceToEnsure, deadline: Deadline): Promise<Stripe.Price | undefined> {
  const ask = (active: boolean) => callStripe((options) => stripe.prices.list({ lookup_keys: [lookupOf(price)], active, limit: 1 }, on(options, price.stripeAccountId)), deadline);
  return (await ask(true)).data[0] ?? (await ask(false)).data[0];
}

/**
 * The recurring price of a paid tier at Stripe, with its product, on the account it is sold on: found again by its terms, else made. Two at once, and
 * one after a failure, make one. A price that was put aside is in use again. Throws UNAVAILABLE, or Stripe's refusal.
 */
export async function ensurePlatformPrice(stripe: Stripe, price: PlatformPriceToEnsure, deadline: Deadline): Promise<EnsuredPlatformPrice> {
  const { tierId, mode, amountMinor, currency, interval, stripeAccountId } = price;
  const known = await findPrice(stripe, price, deadline);
  if (known) {
    if (!known.active) await callStripe((options) => stripe.prices.update(known.id, { active: true }, on(options, stripeAccountId)), deadline);
    return { stripeProductId: tierId, stripePriceId: known.id };
  }
  await ensureProduct(stripe, price, deadline);
  const params = { product: tierId, currency, unit_amount: amountMinor, recurring: { interval }, lookup_key: lookupOf(price), metadata: { tier_id: tierId, mode } };
  const idempotencyKey = keyOf(`tier:${tierId}:${mode}:price:${amountMinor}`, params);
  const made = await callStripe((options) => stripe.prices.create(params, { ...on(options, stripeAccountId), idempotencyKey }), deadline);
  return { stripeProductId: tierId, stripePriceId: made.id };
}
