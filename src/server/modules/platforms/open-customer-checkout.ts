import { CLICK_MS, deadlineIn, type Deadline } from '@/server/modules/payments/call-stripe';
import { createPlatformCheckout } from '@/server/modules/payments/create-platform-checkout';
import { ensurePlatformCustomer } from '@/server/modules/payments/ensure-platform-customer';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { CustomerCheckout } from '@/shared/contracts/platform-views';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { assertMaySell } from './assert-may-sell';
import { assertReturnUrl } from './assert-return-url';
import { keepStripeCustomer, type CustomerRow } from './customers.queries';
import { ensureTierPrice } from './ensure-tier-price';
import { findSellerAccount, findSoldPlatform } from './platforms.queries';
import { putCustomer } from './put-customer';
import { findPaidTier } from './tiers.queries';
import { givesTier } from './to-held-tier';

const REASON = 'a platform’s customers are written by the service alone';

export interface CheckoutToOpen {
  platformId: string;
  mode: PlatformMode;
  externalId: string;
  tierSlug: string;
  successUrl: string;
  cancelUrl: string;
}

type Parts = Pick<Platform, 'db' | 'stripe' | 'env'>;

/**
 * Opens Stripe's page for a customer of a platform to subscribe to a tier: in preview on our own account, live on the developer's. The customer is
 * made if it is not there, and known at Stripe once. For verbs that have checked who asks; each call makes a new page. Throws NOT_FOUND,
 * INVALID_INPUT (tier, addresses), CONFLICT (not live, charges not set up, a seller that was suspended or has closed, subscribed already), UNPROCESSABLE, UNAVAILABLE.
 */
export async function openCustomerCheckout(parts: Parts, asked: CheckoutToOpen): Promise<CustomerCheckout> {
  const deadline = deadlineIn(CLICK_MS);
  const { platformId, mode, externalId } = asked;
  const { name: platformName, tier, stripeAccountId } = await findOffer(parts, asked);
  const at = clock.now();
  const customer = await parts.db.asService(REASON, (tx) => putCustomer(tx, { platformId, mode, externalId, source: 'default', at }));
  if (customer.subscriptionStatus !== null && givesTier(customer.subscriptionStatus)) {
    throw new AppError('CONFLICT', 'This customer has a subscription already. Let it end, or change it at Stripe.', { field: 'customer', reason: 'subscribed' });
  }
  const stripePriceId = await ensureTierPrice(parts, { tier, platformName, mode, stripeAccountId }, deadline);
  const stripeCustomerId = await knowAtStripe(parts, { customer, stripeAccountId }, deadline);
  const { successUrl, cancelUrl } = asked;
  const checkout = { requestId: newId('customer'), platformId, customerId: customer.id, mode, stripePriceId, stripeCustomerId, stripeAccountId, successUrl, cancelUrl };
  const { url, sessionId } = await createPlatformCheckout(parts.stripe, checkout, deadline);
  return { url, checkoutId: sessionId };
}

/** What is sold, and on whose account. */
async function findOffer({ db, env }: Parts, { platformId, mode, tierSlug, successUrl, cancelUrl }: CheckoutToOpen) {
  const reader = db.readAsService(REASON);
  const platform = await findSoldPlatform(reader, platformId);
  if (!platform) throw new AppError('NOT_FOUND', 'There is no such platform.');
  assertMaySell(platform);
  const { allowedOrigins, liveAt, name } = platform;
  // Our own usage page is always among them.
  const origins = allowedOrigins.length === 0 ? [] : [...allowedOrigins, new URL(env.PUBLIC_URL).origin];
  assertReturnUrl(successUrl, { field: 'successUrl', allowedOrigins: origins });
  assertReturnUrl(cancelUrl, { field: 'cancelUrl', allowedOrigins: origins });
  // A preview is for trying out; under a live key of ours it would take real money, and take it to us.
  if (mode === 'preview' && env.STRIPE_SECRET_KEY?.includes('_live_')) throw new AppError('CONFLICT', 'Checkouts in preview need a shop that runs on Stripe’s test mode.', { reason: 'preview_needs_test_mode' });
  if (mode === 'live' && !liveAt) throw new AppError('CONFLICT', 'The platform is not live yet.', { reason: 'not_live' });
  const tier = await findPaidTier(reader, { platformId, slug: tierSlug });
  if (!tier) throw new AppError('INVALID_INPUT', `There is no paid tier ${JSON.stringify(tierSlug)}.`, { field: 'tier', reason: 'unknown_tier' });
  if (mode === 'preview') return { name, tier, stripeAccountId: null };
  const account = await findSellerAccount(reader, platformId);
  if (!account?.stripeAccountId || !account.chargesEnabled) throw new AppError('CONFLICT', 'Stripe does not let this account charge at the moment. Its page at Stripe says what is missing.', { reason: 'charges' });
  return { name, tier, stripeAccountId: account.stripeAccountId };
}

async function knowAtStripe({ db, stripe }: Parts, { customer, stripeAccountId }: { customer: CustomerRow; stripeAccountId: string | null }, deadline: Deadline): Promise<string> {
  if (customer.stripeCustomerId !== null) return customer.stripeCustomerId;
  const { id: customerId, platformId, externalId, mode, email, name } = customer;
  const made = await ensurePlatformCustomer(stripe, { customerId, platformId, externalId, mode, email, name, stripeAccountId }, deadline);
  return db.asService(REASON, (tx) => keepStripeCustomer(tx, { customerId, stripeCustomerId: made }));
}
