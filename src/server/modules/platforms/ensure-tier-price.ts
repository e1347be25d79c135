import type { Deadline } from '@/server/modules/payments/call-stripe';
import { ensurePlatformPrice } from '@/server/modules/payments/ensure-platform-price';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import { upsertPrice } from './prices.queries';
import type { TierRow } from './tiers.queries';

const REASON = 'what Stripe calls a tier is the service’s alone';

export interface TierPriceToEnsure {
  tier: TierRow;
  platformName: string;
  mode: PlatformMode;
  stripeAccountId: string | null;
}

/** One tier's price at Stripe, made if it is not there, and kept here; its id there. Throws UNAVAILABLE, or Stripe's refusal. */
export async function ensureTierPrice({ db, stripe }: Pick<Platform, 'db' | 'stripe'>, { tier, platformName, mode, stripeAccountId }: TierPriceToEnsure, deadline: Deadline): Promise<string> {
  const { id: tierId, amountMinor, currency, interval } = tier;
  const terms = { tierId, mode, amountMinor, currency, interval, stripeAccountId };
  const made = await ensurePlatformPrice(stripe, { ...terms, title: `${platformName}, ${tier.name}` }, deadline);
  await db.asService(REASON, (tx) => upsertPrice(tx, { ...terms, ...made, at: clock.now() }));
  return made.stripePriceId;
}
