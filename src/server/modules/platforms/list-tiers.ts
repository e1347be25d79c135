import type { Database, Viewer } from '@/server/platform/db';
import type { TierView } from '@/shared/contracts/platform-views';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { assertOwnPlatform } from './assert-own-platform';
import { findLivePrices } from './prices.queries';
import { findTiers } from './tiers.queries';

/** Members see the tiers on offer, cheapest first, with how many customers are on each and which world's Stripe knows its price. Two statements. Throws NOT_FOUND. */
export async function listTiers(db: Database, { viewer, input }: { viewer: Viewer; input: PlatformInput }): Promise<TierView[]> {
  await assertOwnPlatform(db, { viewer, ...input });
  const { platformId } = input;
  const [tiers, prices] = await Promise.all([findTiers(db.readAs(viewer), platformId), findLivePrices(db.readAsService('what Stripe calls a tier is the service’s alone'), platformId)]);
  return tiers.map((tier) => {
    const isPriced = (price: (typeof prices)[number]) => price.tierId === tier.id && price.amountMinor === tier.amountMinor && price.currency === tier.currency && price.interval === tier.interval;
    const { id, slug, name, unitLimit, period, ratePerMinute, onLimit, amountMinor, currency, interval, isDefault, customerCount } = tier;
    return { id, slug, name, unitLimit, period, ratePerMinute, onLimit, amountMinor, currency, interval, isDefault, customerCount, pricedIn: prices.filter(isPriced).map(({ mode }) => mode) };
  });
}
