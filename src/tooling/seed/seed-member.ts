import { getProduct } from '@/server/modules/catalog/get-product';
import { askStripe } from '@/server/modules/orders/ask-stripe';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { unlockIncluded } from '@/server/modules/subscriptions/unlock-included';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { listBought, orderOf } from './list-bought';

const MEMBERSHIP = { slug: 'membership', plan: 'Pro+' };
const OPENED = ['sql-reviewer', 'consent-banner'];
const CARD = { method: 'card', number: '4242424242424242', expiry: '04/34', cvc: '123', name: 'Maja Kron' };

/** Makes the demo member one, as a person would, and opens some of what is included. Somebody who has paid for anything joins nothing, and whoever's membership ended opens nothing. */
export async function seedMember(platform: Platform, viewer: Viewer): Promise<void> {
  const bought = await listBought(platform, viewer);
  if (bought.length === 0) await join(platform, viewer);
  else if (!orderOf(bought, MEMBERSHIP.slug)?.items.some(({ live }) => live)) return;
  for (const productSlug of OPENED) await unlockIncluded(platform.db, { viewer, productSlug });
}

/** At Stripe's page, by a test card. */
async function join(platform: Platform, viewer: Viewer): Promise<void> {
  const plan = (await getProduct(platform.db, { slug: MEMBERSHIP.slug })).variants.find(({ title }) => title === MEMBERSHIP.plan);
  if (!plan) throw new Error(`seed: the membership has no plan ${MEMBERSHIP.plan}.`);
  const { orderId, redirectUrl } = await startCheckout(platform, { viewer, input: { variantId: plan.id, quantity: 1, expectedPriceMinor: plan.priceMinor, expectedCurrency: plan.currency } });
  const paid = await fetch(redirectUrl, { method: 'POST', redirect: 'manual', body: new URLSearchParams(CARD) });
  if (paid.status >= 400) throw new Error(`seed: the stand-in for Stripe answered ${paid.status} to a payment.`);
  await askStripe(platform, { orderId });
  console.log('a member');
}
