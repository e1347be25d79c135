import { getProduct } from '@/server/modules/catalog/get-product';
import { askStripe } from '@/server/modules/orders/ask-stripe';
import { listOrders } from '@/server/modules/orders/list-orders';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { unlockIncluded } from '@/server/modules/subscriptions/unlock-included';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';

const MEMBERSHIP = { slug: 'membership', plan: 'Pro+' };
const OPENED = ['sql-reviewer', 'consent-banner'];
const CARD = { method: 'card', number: '4242424242424242', expiry: '04/34', cvc: '123', name: 'Maja Kron' };

/** Makes the demo member one, as a person would: at Stripe's page, by a test card, and opens some of what is included. Somebody who has orders already joins nothing. */
export async function seedMember(platform: Platform, viewer: Viewer): Promise<void> {
  if ((await listOrders(platform.db, { viewer, input: { limit: 1 } })).items.length > 0) return;
  const plan = (await getProduct(platform.db, { slug: MEMBERSHIP.slug })).variants.find(({ title }) => title === MEMBERSHIP.plan);
  if (!plan) throw new Error(`seed: the membership has no plan ${MEMBERSHIP.plan}.`);
  const { orderId, redirectUrl } = await startCheckout(platform, { viewer, input: { variantId: plan.id, quantity: 1, expectedPriceMinor: plan.priceMinor, expectedCurrency: plan.currency } });
  const paid = await fetch(redirectUrl, { method: 'POST', redirect: 'manual', body: new URLSearchParams(CARD) });
  if (paid.status >= 400) throw new Error(`seed: the stand-in for Stripe answered ${paid.status} to a payment.`);
  await askStripe(platform, { orderId });
  for (const productSlug of OPENED) await unlockIncluded(platform.db, { viewer, productSlug });
  console.log('a member');
}
