import type { Database } from '@/server/platform/db';
import type { TierTerms } from '@/shared/contracts/platforms';
import { findTiers } from './tiers.queries';

/** The tiers a platform offers, cheapest first, for callers who hold its key. One statement. */
export async function listTiersByKey(db: Database, platformId: string): Promise<TierTerms[]> {
  const tiers = await findTiers(db.readAsService('a key reads its platform’s tiers'), platformId);
  return tiers.map(({ slug, name, unitLimit, period, ratePerMinute, onLimit, amountMinor, currency, interval, isDefault }) => ({ slug, name, unitLimit, period, ratePerMinute, onLimit, amountMinor, currency, interval, isDefault }));
}
