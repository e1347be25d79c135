import type { Platform } from '@/server/platform/platform';
import { findSoldPlatform } from './platforms.queries';
import { syncTierPrices } from './sync-tier-prices';

/** Makes the tiers of a platform known at Stripe after they changed: in preview, and in the live world once it is on. May run any number of times. Throws UNAVAILABLE. */
export async function syncPlatformTiers(parts: Pick<Platform, 'db' | 'stripe'>, { platformId }: { platformId: string }): Promise<void> {
  const platform = await findSoldPlatform(parts.db.readAsService('a job of nobody who is signed in'), platformId);
  await syncTierPrices(parts, { platformId, mode: 'preview' });
  if (platform?.liveAt) await syncTierPrices(parts, { platformId, mode: 'live' });
}
