import type { Call } from '@/server/modules/organizations/call';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { SellerInput } from '@/shared/contracts/sellers';
import { assertSellerMember } from './assert-seller-member';
import { findSellerAccount } from './standing.queries';
import { syncSellerAccount } from './sync-seller-account';

const LOOKS: Limit = { name: 'seller-standing', points: 30, windowSeconds: 600, whenDown: 'open' };

/** Every member may have Stripe asked where their seller stands, as after coming back from its pages. Nothing happens without an account. Throws NOT_FOUND, RATE_LIMITED or UNAVAILABLE. */
export async function refreshOwnStanding(parts: Pick<Platform, 'db' | 'stripe' | 'limiter'>, { viewer, input }: Call<SellerInput>): Promise<void> {
  const { sellerId } = await assertSellerMember(parts.db, { viewer, sellerSlug: input.seller });
  await parts.limiter.consume(LOOKS, sellerId);
  const account = await findSellerAccount(parts.db.readAsService('a member asks where their seller stands'), sellerId);
  if (account?.stripeAccountId) await syncSellerAccount(parts, account.stripeAccountId);
}
