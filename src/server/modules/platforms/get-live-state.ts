import type { Database } from '@/server/platform/db';
import { getPlan } from './get-plan';
import type { LiveState } from './find-missing';
import { findLivePrices } from './prices.queries';
import { findSellerAccount, type PlatformRow } from './platforms.queries';
import { findTiers } from './tiers.queries';
import type { PlatformPlan } from '@/shared/contracts/platform-views';

/** Where a platform stands on its way to live, as far as we know without asking Stripe. For verbs that have checked who asks. */
export async function getLiveState(db: Pick<Database, 'readAsService'>, platform: PlatformRow): Promise<LiveState & { plan: PlatformPlan | null; hasStripeAccount: boolean }> {
  const reader = db.readAsService('plans and what Stripe calls a tier are the service’s alone');
  const [account, plan, tiers, prices] = await Promise.all([findSellerAccount(reader, platform.id), getPlan(db, platform), findTiers(reader, platform.id), findLivePrices(reader, platform.id)]);
  const isPriced = (tier: (typeof tiers)[number]) =>
    prices.some((price) => price.mode === 'live' && price.tierId === tier.id && price.stripeAccountId === account?.stripeAccountId && price.amountMinor === tier.amountMinor && price.currency === tier.currency && price.interval === tier.interval);
  return {
    seller: account?.sellerSlug ?? '', platformId: platform.id, plan, isPlanPaid: plan === null || plan.isPaid, planProductSlug: plan?.productSlug ?? null,
    hasStripeAccount: (account?.stripeAccountId ?? null) !== null, chargesEnabled: account?.chargesEnabled ?? false,
    tiers: tiers.map((tier) => ({ name: tier.name, isDefault: tier.isDefault, amountMinor: tier.amountMinor, isPriced: isPriced(tier) })),
  };
}
