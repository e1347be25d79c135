import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import type { ArchiveTierInput } from '@/shared/contracts/platforms';
import { AppError } from '@/shared/errors';
import { assertOwnPlatform } from './assert-own-platform';
import { holdPlatform } from './hold-platform';
import { recordPlatformChange } from './record-platform-change';
import { archiveTierRow, countOnTier, lockTier } from './tiers.queries';

/** Owners and admins take a tier off the offer, and its price at Stripe with it. Throws NOT_FOUND, FORBIDDEN, and CONFLICT for the default and while customers are on it, with how many. */
export async function archiveTier(db: Database, call: Call<ArchiveTierInput>): Promise<void> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, tierId } = input;
  const at = clock.now();
  await db.asService('tiers are written by the service alone', async (tx) => {
    await holdPlatform(tx, platformId);
    const tier = await lockTier(tx, { tierId, platformId });
    if (!tier) throw new AppError('NOT_FOUND', 'This platform has no such tier any more.');
    if (tier.isDefault) throw new AppError('CONFLICT', 'New customers start on this tier. Make another the default first.', { reason: 'default' });
    const count = await countOnTier(tx, tierId);
    if (count > 0) throw new AppError('CONFLICT', `${count === 1 ? 'One customer is' : `${count} customers are`} on this tier, in preview and live together. Move them first.`, { reason: 'customers' });
    await archiveTierRow(tx, { tierId, at });
    await enqueue(tx, { task: 'sync-tier-prices', payload: { platformId }, key: `tiers:${platformId}` });
    await recordPlatformChange(tx, call, { action: 'tier.archive', targetId: platformId, before: { tierId, slug: tier.slug, name: tier.name } });
  });
}
