import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { callStripe, stripeCode, type Deadline } from './call-stripe';

/** A price of ours with what Stripe's page shows for it. */
export interface PriceToSync {
  priceId: string;
  productId: string;
  title: string;
  license: string | null;
  amountMinor: number;
  currency: string;
  /** How often it is paid again; null: once. */
  interval: 'month' | 'year' | null;
}

// A price never changes its amount, here as there, so a pair once found stays true. Per client, because a key change is another Stripe account.
const known = new WeakMap<Stripe, Map<string, string>>();
const MAX_KNOWN = 10_000;

/** Stripe keeps a key's first parameters for a day: other parameters under the same name are another request. */
function keyOf(name: string, params: object): string {
  return `${name}:${createHash('sha256').update(JSON.stringify(params)).digest('hex').slice(0, 16)}`;
}

async function ensureProduct(stripe: Stripe, { productId, title }: PriceToSync, deadline: Deadline): Promise<void> {
  const params = { id: productId, name: title, metadata: { product_id: productId } };
  try {
    await callStripe((options) => stripe.products.create(params, { ...options, idempotencyKey: keyOf('product', params) }), deadline);
  } catch (error) {
    if (stripeCode(error) !== 'resource_already_exists') throw error;
  }
}

async function findByLookupKey(stripe: Stripe, priceId: string, deadline: Deadline): Promise<string | undefined> {
  const found = await callStripe((options) => stripe.prices.list({ lookup_keys: [priceId], active: true, limit: 1 }, options), deadline);
  return found.data[0]?.id;
}

async function createPrice(stripe: Stripe, price: PriceToSync, deadline: Deadline): Promise<string> {
  await ensureProduct(stripe, price, deadline);
  const params = {
    product: price.productId,
    currency: price.currency,
    unit_amount: price.amountMinor,
    lookup_key: price.priceId,
    ...(price.interval && { recurring: { interval: price.interval } }),
    ...(price.license && { nickname: price.license }),
    metadata: { price_id: price.priceId },
  };
  const created = await callStripe((options) => stripe.prices.create(params, { ...options, idempotencyKey: keyOf('price', params) }), deadline);
  return created.id;
}

/** Forgets what was found, after Stripe did not know a price any more: archived there, or another account behind the same key. */
export function forgetStripePrices(stripe: Stripe): void {
  known.delete(stripe);
}

/** The Stripe price of our price, with its Stripe product, made at the first checkout. Found by `lookup_key`, which is our id; repeating it makes nothing new. */
export async function ensureStripePrice(stripe: Stripe, price: PriceToSync, deadline: Deadline): Promise<string> {
  const cache = known.get(stripe) ?? new Map<string, string>();
  known.set(stripe, cache);
  const cached = cache.get(price.priceId);
  if (cached) return cached;
  const id = (await findByLookupKey(stripe, price.priceId, deadline)) ?? (await createPrice(stripe, price, deadline));
  if (cache.size >= MAX_KNOWN) cache.clear();
  cache.set(price.priceId, id);
  return id;
}
