import { addToCart } from '@/server/modules/carts/add-to-cart';
import { getCart } from '@/server/modules/carts/get-cart';
import { removeFromCart } from '@/server/modules/carts/remove-from-cart';
import { setDestination } from '@/server/modules/carts/set-destination';
import { askStripe } from '@/server/modules/orders/ask-stripe';
import { checkoutCart } from '@/server/modules/orders/checkout-cart';
import { getProduct } from '@/server/modules/catalog/get-product';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { listBought, orderOf } from './list-bought';
import { onDay } from './on-day';
import type { SeedPurchase } from './seed-files';
import type { DemoStripe } from './with-stripe';

/** What Ida has bought: two parts of the Operator bundle, then one order of everything, from four sellers. */
const ORDERS: readonly SeedPurchase[] = [
  { days_ago: 20, things: ['postgres-failover', 'stripe-dispute-desk'] },
  { days_ago: 0, things: ['transit-90-low:41', 'on-call-tee:M', 'churn-survival', 'incident-scribe'] },
];
const CARD = { method: 'card', number: '4242424242424242', expiry: '04/34', cvc: '123' };
const ADDRESS = { line1: 'Skeppsbron 14', city: 'Stockholm', postal_code: '111 30', country: 'SE' };

export interface Shopper {
  viewer: Viewer;
  name: string;
  stripe: DemoStripe;
  /** Unless said, those of the demo buyer. */
  orders?: readonly SeedPurchase[];
}

/** Buys for one of the demo people, as a person would: into the cart, to Stripe's page, paid by a test card, each on its day. An order of which something was bought already is not made again. Answers the orders' ids. */
export async function seedOrders(platform: Platform, { viewer, name, stripe, orders = ORDERS }: Shopper): Promise<string[]> {
  const bought = await listBought(platform, viewer);
  const ids: string[] = [];
  let made = 0;
  for (const { days_ago: daysAgo, things } of orders) {
    const known = things.map((thing) => orderOf(bought, thing)).find((order) => order !== undefined);
    ids.push(known?.id ?? (await onDay({ daysAgo, stripe }, () => buy(platform, { viewer, name, things }))));
    if (!known) made += 1;
  }
  if (made > 0) console.log(`orders: ${made}`);
  return ids;
}

async function buy(platform: Platform, { viewer, name, things }: Pick<Shopper, 'viewer' | 'name'> & Pick<SeedPurchase, 'things'>): Promise<string> {
  const call = { viewer, token: null, ip: '127.0.0.1' };
  // Of one that was cut off.
  const { lines } = (await getCart(platform, call)).cart;
  for (const { variantId } of lines) await removeFromCart(platform, call, { variantId });
  for (const thing of things) {
    const [slug = '', form] = thing.split(':');
    const { variants } = await getProduct(platform.db, { slug });
    const variant = form === undefined ? variants[0] : variants.find(({ title }) => title === form);
    if (!variant) throw new Error(`seed: ${slug} comes in no ${form ?? 'form'}.`);
    await addToCart(platform, call, { variantId: variant.id, quantity: 1, choices: {} });
  }
  const { cart } = await setDestination(platform, call, { country: 'SE' });
  const { orderId, redirectUrl } = await checkoutCart(platform, { viewer, input: { expectedTotalMinor: cart.totalMinor, expectedCurrency: cart.currency } });
  const paid = await fetch(redirectUrl, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...CARD, ...ADDRESS, name }) });
  if (paid.status >= 400) throw new Error(`seed: the stand-in for Stripe answered ${paid.status} to a payment.`);
  await askStripe(platform, { orderId });
  return orderId;
}
