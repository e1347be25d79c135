import { CLICK_MS, deadlineIn } from '@/server/modules/payments/call-stripe';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { GoLiveAnswer } from '@/shared/contracts/platform-views';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { assertMaySell } from './assert-may-sell';
import { assertOwnPlatform } from './assert-own-platform';
import { findMissing } from './find-missing';
import { getLiveState } from './get-live-state';
import { holdPlatform } from './hold-platform';
import { markLive } from './platforms.queries';
import { recordPlatformChange } from './record-platform-change';
import { syncTierPrices } from './sync-tier-prices';

/**
 * Owners and admins switch the live world on, for good: from then on there are live keys, and customers pay into the developer's own account. Where
 * charges are possible, prices the account does not know are made there first. Answers what is missing, and changes nothing then; repeating it when
 * it is live changes nothing. Throws NOT_FOUND, FORBIDDEN, CONFLICT for a seller that is not let in, UNAVAILABLE when Stripe does not answer.
 */
export async function goLive(parts: Pick<Platform, 'db' | 'stripe'>, call: Call<PlatformInput>): Promise<GoLiveAnswer> {
  const { viewer, input } = call;
  const { platform, membership } = await assertOwnPlatform(parts.db, { viewer, ...input, toChange: true });
  assertMaySell(membership);
  if (platform.liveAt) return { liveAt: platform.liveAt.toISOString(), missing: [] };
  const before = await getLiveState(parts.db, platform);
  if (before.chargesEnabled) await syncTierPrices(parts, { platformId: platform.id, mode: 'live' }, deadlineIn(CLICK_MS));
  const missing = findMissing(await getLiveState(parts.db, platform));
  if (missing.length > 0) return { liveAt: null, missing };
  const at = clock.now();
  return parts.db.asService('platforms are written by the service alone', async (tx) => {
    const { liveAt } = await holdPlatform(tx, platform.id);
    if (liveAt) return { liveAt: liveAt.toISOString(), missing: [] };
    await markLive(tx, { platformId: platform.id, at });
    await recordPlatformChange(tx, call, { action: 'platform.live', targetId: platform.id, after: { liveAt: at.toISOString() } });
    return { liveAt: at.toISOString(), missing: [] };
  });
}
