import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import type { UpdateTierInput } from '@/shared/contracts/platforms';
import { AppError } from '@/shared/errors';
import { assertOwnPlatform } from './assert-own-platform';
import { holdPlatform } from './hold-platform';
import { recordPlatformChange } from './record-platform-change';
import { clearDefault, isSlugTaken, lockTier, updateTierTerms } from './tiers.queries';

/**
 * Owners and admins change a tier. Limits hold from the next call on, for those who are on it as well; a changed price is a new one at Stripe, and
 * who subscribed before keeps the old. Throws NOT_FOUND, FORBIDDEN, INVALID_INPUT for a platform left without default, CONFLICT for a slug in use.
 */
export async function updateTier(db: Database, call: Call<UpdateTierInput>): Promise<void> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, tierId, tier } = input;
  const at = clock.now();
  await db.asService('tiers are written by the service alone', async (tx) => {
    await holdPlatform(tx, platformId);
    const before = await lockTier(tx, { tierId, platformId });
    if (!before) throw new AppError('NOT_FOUND', 'This platform has no such tier any more.');
    if (before.isDefault && !tier.isDefault) throw new AppError('INVALID_INPUT', 'New customers start on this tier. Make another the default instead.', { field: 'tier.isDefault', reason: 'default' });
    if (await isSlugTaken(tx, { platformId, slug: tier.slug, except: tierId })) throw new AppError('CONFLICT', 'Another tier is called so in your code. Choose another.', { field: 'tier.slug', reason: 'slug_taken' });
    if (tier.isDefault && !before.isDefault) await clearDefault(tx, { platformId, at });
    await updateTierTerms(tx, { ...tier, id: tierId, at });
    await enqueue(tx, { task: 'sync-tier-prices', payload: { platformId }, key: `tiers:${platformId}` });
    await recordPlatformChange(tx, call, { action: 'tier.update', targetId: platformId, before: { ...before }, after: { tierId, ...tier } });
  });
}
