import type Stripe from 'stripe';
import { createPlatform } from '@/server/modules/platforms/create-platform';
import { createTier } from '@/server/modules/platforms/create-tier';
import { goLive } from '@/server/modules/platforms/go-live';
import { syncSellerAccount } from '@/server/modules/sellers/sync-seller-account';
import type { Viewer } from '@/server/platform/db';
import type { CreatedPlatform } from '@/shared/contracts/platform-views';
import type { TierTerms } from '@/shared/contracts/platforms';
import { isAppError } from '@/shared/errors';
import type { Shop } from './shop';

/** How a verb ended, in a word: done, or its error's code with the reason or the field. */
export const outcomeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => (isAppError(error) ? [error.code, error.details.reason ?? error.details.field].filter(Boolean).join(' ') : error instanceof Error ? error.name : 'unknown'),
  );

/** Terms of a tier, as its editor would send them. */
export const tier = (slug: string, terms: Partial<TierTerms> = {}): TierTerms => ({
  slug, name: slug, unitLimit: 1_000, period: 'month', ratePerMinute: null, onLimit: 'block', amountMinor: 900, currency: 'usd', interval: 'month', isDefault: false, ...terms,
});

/** A platform of a seller's in preview, with a paid tier `pro`. */
export async function stagePlatform(shop: Shop, { viewer, seller, name = 'Weather' }: { viewer: Viewer; seller: string; name?: string }): Promise<CreatedPlatform & { tierId: string }> {
  const made = await createPlatform(shop.platform.db, { viewer, input: { seller, name } });
  const { tierId } = await createTier(shop.platform.db, { viewer, input: { seller, platformId: made.platformId, tier: tier('pro') } });
  await shop.work();
  return { ...made, tierId };
}

/** Gives a seller an account at the stand-in that may charge cards. */
export async function stageAccount(shop: Shop, sellerId: string): Promise<string> {
  const params: Stripe.AccountCreateParams = {
    country: 'DE', metadata: { seller_id: sellerId }, capabilities: { transfers: { requested: true }, card_payments: { requested: true } },
    controller: { fees: { payer: 'application' }, losses: { payments: 'application' }, requirement_collection: 'stripe', stripe_dashboard: { type: 'express' } },
  };
  const { id } = await shop.platform.stripe.accounts.create(params);
  await shop.sql('update sellers set stripe_account_id = $2 where id = $1', [sellerId, id]);
  await shop.control(`accounts/${id}`, { onboard: 'complete' });
  await syncSellerAccount(shop.platform, id);
  return id;
}

/** Puts an organization on the paid plan of the house, as its admins could by hand. */
export async function stagePlan(shop: Shop, organizationId: string): Promise<void> {
  await shop.sql(
    `update customers c set tier_id = t.id, tier_source = 'set' from platform_tiers t join platforms p on p.id = t.platform_id
     where p.is_house and c.platform_id = p.id and c.external_id = $1 and t.slug = 'developer'`,
    [organizationId],
  );
}

/** A platform in the live world, paid plan, account and all. */
export async function stageLivePlatform(shop: Shop, who: { viewer: Viewer; seller: string; sellerId: string; organizationId: string; name?: string }): Promise<CreatedPlatform & { tierId: string; accountId: string }> {
  const made = await stagePlatform(shop, who);
  const accountId = await stageAccount(shop, who.sellerId);
  await stagePlan(shop, who.organizationId);
  const { missing } = await goLive(shop.platform, { viewer: who.viewer, input: { seller: who.seller, platformId: made.platformId } });
  if (missing.length > 0) throw new Error(`not live: ${missing.map(({ need }) => need).join(', ')}`);
  return { ...made, accountId };
}
