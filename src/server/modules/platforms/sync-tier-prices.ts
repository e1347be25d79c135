import { archivePlatformPrice } from '@/server/modules/payments/archive-platform-price';
import { deadlineIn, JOB_MS, type Deadline } from '@/server/modules/payments/call-stripe';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import { ensureTierPrice } from './ensure-tier-price';
import { findLivePrices, markPriceArchived, type PriceRow } from './prices.queries';
import { findSellerAccount, findSoldPlatform } from './platforms.queries';
import { findTiers, type TierRow } from './tiers.queries';

const MAX_PASSES = 3;
const REASON = 'what Stripe calls a tier is the service’s alone';

type Parts = Pick<Platform, 'db' | 'stripe'>;

export interface WorldToSync {
  platformId: string;
  mode: PlatformMode;
}

const isPriceOf = (price: PriceRow, tier: TierRow) => price.tierId === tier.id && price.amountMinor === tier.amountMinor && price.currency === tier.currency && price.interval === tier.interval;

/**
 * Makes every paid tier of a platform known at Stripe in one world: product and recurring price, in preview on our own account, live on the
 * developer's. A price that changed, or whose tier is not on offer any more, is put aside there. May run any number of times, at once and after a
 * failure: what is there is found again. Live without an account changes nothing. Throws UNAVAILABLE when Stripe does not answer.
 */
export async function syncTierPrices(parts: Parts, world: WorldToSync, deadline: Deadline = deadlineIn(JOB_MS)): Promise<void> {
  // A tier may be changed while its price is made: then there is something left to do.
  for (let pass = 0; pass < MAX_PASSES; pass += 1) if (!(await syncOnce(parts, world, deadline))) return;
}

/** Whether there was anything to do. */
async function syncOnce(parts: Parts, { platformId, mode }: WorldToSync, deadline: Deadline): Promise<boolean> {
  const reader = parts.db.readAsService(REASON);
  const [platform, account] = [await findSoldPlatform(reader, platformId), await findSellerAccount(reader, platformId)];
  const stripeAccountId = mode === 'live' ? (account?.stripeAccountId ?? null) : null;
  if (platform === undefined || (mode === 'live' && stripeAccountId === null)) return false;
  const known = (await findLivePrices(reader, platformId)).filter((price) => price.mode === mode && price.stripeAccountId === stripeAccountId);
  const paid = (await findTiers(reader, platformId)).filter(({ amountMinor }) => amountMinor > 0);
  const missing = paid.filter((tier) => !known.some((price) => isPriceOf(price, tier)));
  const ended = known.filter((price) => !paid.some((tier) => isPriceOf(price, tier)));
  for (const tier of missing) await ensureTierPrice(parts, { tier, platformName: platform.name, mode, stripeAccountId }, deadline);
  for (const price of ended) {
    await archivePlatformPrice(parts.stripe, price, deadline);
    await parts.db.asService(REASON, (tx) => markPriceArchived(tx, { stripePriceId: price.stripePriceId, at: clock.now() }));
  }
  return missing.length + ended.length > 0;
}
