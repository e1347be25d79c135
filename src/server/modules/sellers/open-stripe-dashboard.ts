import { createLoginLink } from '@/server/modules/payments/create-login-link';
import type { Call } from '@/server/modules/organizations/call';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { SellerInput, StripePage } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { assertSellerMember } from './assert-seller-member';
import { findSellerAccount } from './standing.queries';

const LOGINS: Limit = { name: 'stripe-login', points: 20, windowSeconds: 3_600, whenDown: 'closed' };

/** Owners and admins open their seller's own dashboard at Stripe: bank account, payouts, tax forms. Throws NOT_FOUND, FORBIDDEN, RATE_LIMITED, UNAVAILABLE, or CONFLICT before there is one. */
export async function openStripeDashboard(parts: Pick<Platform, 'db' | 'stripe' | 'limiter'>, { viewer, input }: Call<SellerInput>): Promise<StripePage> {
  const { sellerId } = await assertSellerMember(parts.db, { viewer, sellerSlug: input.seller, atLeast: 'admin' });
  await parts.limiter.consume(LOGINS, sellerId);
  const account = await findSellerAccount(parts.db.readAsService('a seller opens its dashboard at Stripe'), sellerId);
  const url = account?.stripeAccountId ? await createLoginLink(parts.stripe, account.stripeAccountId) : null;
  if (url === null) throw new AppError('CONFLICT', 'Tell Stripe who you are first; then there is a dashboard.', { reason: 'not_onboarded' });
  return { url };
}
