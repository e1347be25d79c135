import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import type { CreateTierInput } from '@/shared/contracts/platforms';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { assertOwnPlatform } from './assert-own-platform';
import { holdPlatform } from './hold-platform';
import { recordPlatformChange } from './record-platform-change';
import { clearDefault, countTiers, insertTier } from './tiers.queries';

const MAX_TIERS = 20;

/**
 * Owners and admins add a tier; its price is made at Stripe by a job. A new default takes the old one's place. Throws NOT_FOUND, FORBIDDEN, CONFLICT
 * for a slug in use and beyond twenty.
 */
export async function createTier(db: Database, call: Call<CreateTierInput>): Promise<{ tierId: string }> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, tier } = input;
  const at = clock.now();
  const tierId = newId('platformTier', at.getTime());
  await db.asService('tiers are written by the service alone', async (tx) => {
    await holdPlatform(tx, platformId);
    if ((await countTiers(tx, platformId)) >= MAX_TIERS) throw new AppError('CONFLICT', 'Twenty tiers are enough. Archive one first.', { reason: 'too_many' });
    if (tier.isDefault) await clearDefault(tx, { platformId, at });
    if (!(await insertTier(tx, { ...tier, id: tierId, platformId, at }))) throw new AppError('CONFLICT', 'Another tier is called so in your code. Choose another.', { field: 'tier.slug', reason: 'slug_taken' });
    await enqueue(tx, { task: 'sync-tier-prices', payload: { platformId }, key: `tiers:${platformId}` });
    await recordPlatformChange(tx, call, { action: 'tier.create', targetId: platformId, after: { tierId, ...tier } });
  });
  return { tierId };
}
