import { requestCardPayments } from '@/server/modules/payments/request-card-payments';
import { createAccountLink } from '@/server/modules/payments/create-account-link';
import type { Call } from '@/server/modules/organizations/call';
import { startOnboarding } from '@/server/modules/sellers/start-onboarding';
import { syncSellerAccount } from '@/server/modules/sellers/sync-seller-account';
import type { Platform } from '@/server/platform/platform';
import type { PlatformInput } from '@/shared/contracts/platforms';
import type { StripePage } from '@/shared/contracts/sellers';
import { assertOwnPlatform } from './assert-own-platform';
import { findSellerAccount } from './platforms.queries';

type Parts = Pick<Platform, 'db' | 'stripe' | 'env' | 'limiter'>;

/**
 * Owners and admins set up charges in their own name: the account is made if there is none, Stripe is asked to let it charge cards, and a fresh link
 * leads to Stripe's form, which asks what is missing. Where nothing is, what holds now is read at once and the link leads back. Throws NOT_FOUND,
 * FORBIDDEN, CONFLICT, RATE_LIMITED, UNPROCESSABLE, UNAVAILABLE.
 */
export async function requestCharges(parts: Parts, call: Call<PlatformInput>): Promise<StripePage> {
  const { viewer, input } = call;
  await assertOwnPlatform(parts.db, { viewer, ...input, toChange: true });
  const { url } = await startOnboarding(parts, { ...call, input: { seller: input.seller } });
  const reader = parts.db.readAsService('a seller’s account at Stripe is kept by the service alone');
  const account = await findSellerAccount(reader, input.platformId);
  if (!account?.stripeAccountId) return { url };
  await requestCardPayments(parts.stripe, account.stripeAccountId);
  await syncSellerAccount(parts, account.stripeAccountId);
  const page = `${parts.env.PUBLIC_URL}/seller/${input.seller}/platforms/${input.platformId}/go-live`;
  if ((await findSellerAccount(reader, input.platformId))?.chargesEnabled) return { url: page };
  return { url: await createAccountLink(parts.stripe, { stripeAccountId: account.stripeAccountId, refreshUrl: `${page}?again=1`, returnUrl: `${page}?back=1` }) };
}
