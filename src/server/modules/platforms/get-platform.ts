import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { PlatformView } from '@/shared/contracts/platform-views';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { assertOwnPlatform } from './assert-own-platform';
import { findMissing } from './find-missing';
import { getLiveState } from './get-live-state';
import { findPlatformProduct, hasUsedKey } from './platforms.queries';
import { toPlatformSummary } from './to-platform-summary';

/** A platform as its seller's members see it, with its plan and what it needs to go live. Throws NOT_FOUND for strangers. */
export async function getPlatform({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, input }: { viewer: Viewer; input: PlatformInput }): Promise<PlatformView> {
  const { platform } = await assertOwnPlatform(db, { viewer, ...input });
  const [state, hasCalled, product] = await Promise.all([getLiveState(db, platform), hasUsedKey(db.readAs(viewer), platform.id), findPlatformProduct(db.readAs(viewer), platform.id)]);
  return {
    ...toPlatformSummary(platform), plan: state.plan, hasStripeAccount: state.hasStripeAccount, chargesEnabled: state.chargesEnabled,
    missing: platform.liveAt === null ? findMissing(state) : [], hasCalled, tierCount: state.tiers.length, product: product ?? null, apiUrl: `${env.PUBLIC_URL}/api/v1`,
  };
}
