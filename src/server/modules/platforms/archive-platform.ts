import { revokePlatformKeys } from '@/server/modules/api-keys/revoke-platform-keys';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { AppError } from '@/shared/errors';
import { assertOwnPlatform } from './assert-own-platform';
import { holdPlatform } from './hold-platform';
import { countPaying, markArchived } from './platforms.queries';
import { recordPlatformChange } from './record-platform-change';

/** Owners and admins end a platform: all its keys stop at once, and what was counted is kept. Throws NOT_FOUND, FORBIDDEN, and CONFLICT while customers pay for it. */
export async function archivePlatform(db: Database, call: Call<PlatformInput>): Promise<void> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId } = input;
  const at = clock.now();
  await db.asService('platforms are written by the service alone', async (tx) => {
    const platform = await holdPlatform(tx, platformId);
    if (platform.isHouse) throw new AppError('CONFLICT', 'The marketplace’s own platform is not archived.', { reason: 'house' });
    const paying = await countPaying(tx, platformId);
    if (paying > 0) throw new AppError('CONFLICT', `${paying === 1 ? 'A customer pays' : `${paying} customers pay`} for it. Let their subscriptions end first.`, { reason: 'paying' });
    await markArchived(tx, { platformId, at });
    await revokePlatformKeys(tx, { platformId, at });
    await recordPlatformChange(tx, call, { action: 'platform.archive', targetId: platformId, before: { name: platform.name } });
  });
}
