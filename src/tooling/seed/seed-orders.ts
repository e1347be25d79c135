import { addToCart } from '@/server/modules/carts/add-to-cart';
import { setDestination } from '@/server/modules/carts/set-destination';
import { askStripe } from '@/server/modules/orders/ask-stripe';
import { checkoutCart } from '@/server/modules/orders/checkout-cart';
import { listOrders } from '@/server/modules/orders/list-orders';
import { getProduct } from '@/server/modules/catalog/get-product';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';

/** What Ida has bought: two parts of the Operator bundle, then one order of everything, from four sellers. By product, and the form it is bought in. */
const ORDERS: readonly (readonly { slug: string; form?: string }[])[] = [
  [{ slug: 'postgres-failover' }, { slug: 'stripe-dispute-desk' }],
  [{ slug: 'transit-90-low', form: '41' }, { slug: 'on-call-tee', form: 'M' }, { slug: 'churn-survival' }, { slug: 'incident-scribe' }],
];
const CARD = { method: 'card', number: '4242424242424242', expiry: '04/34', cvc: '123' };
const ADDRESS = { name: 'Ida Moberg', line1: 'Skeppsbron 14', city: 'Stockholm', postal_code: '111 30', country: 'SE' };

/** Buys for one of the demo people, unless said the demo buyer, as a person would: into the cart, to Stripe's page, paid by a test card. Somebody who has orders already buys nothing more. */
export async function seedOrders(platform: Platform, viewer: Viewer, orders: typeof ORDERS = ORDERS): Promise<void> {
  if ((await listOrders(platform.db, { viewer, input: { limit: 1 } })).items.length > 0) return;
  const call = { viewer, token: null, ip: '127.0.0.1' };
  for (const wanted of orders) {
    for (const { slug, form } of wanted) {
      const { variants } = await getProduct(platform.db, { slug });
      const variant = form === undefined ? variants[0] : variants.find(({ title }) => title === form);
      if (!variant) throw new Error(`seed: ${slug} comes in no ${form ?? 'form'}.`);
      await addToCart(platform, call, { variantId: variant.id, quantity: 1, choices: {} });
    }
    const { cart } = await setDestination(platform, call, { country: 'SE' });
    const { orderId, redirectUrl } = await checkoutCart(platform, { viewer, input: { expectedTotalMinor: cart.totalMinor, expectedCurrency: cart.currency } });
    const paid = await fetch(redirectUrl, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...CARD, ...ADDRESS }) });
    if (paid.status >= 400) throw new Error(`seed: the stand-in for Stripe answered ${paid.status} to a payment.`);
    await askStripe(platform, { orderId });
  }
  console.log(`orders: ${orders.length}`);
}
