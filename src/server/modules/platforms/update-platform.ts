import type { Call } from '@/server/modules/organizations/call';
import type { Database } from '@/server/platform/db';
import type { UpdatePlatformInput } from '@/shared/contracts/platforms';
import { assertOwnPlatform } from './assert-own-platform';
import { holdPlatform } from './hold-platform';
import { updateSettings } from './platforms.queries';
import { recordPlatformChange } from './record-platform-change';

/** Owners and admins say how a platform is called, what it counts, from where browsers may call, and how long an unpaid customer goes on. What was counted stays. Throws NOT_FOUND, FORBIDDEN, CONFLICT. */
export async function updatePlatform(db: Database, call: Call<UpdatePlatformInput>): Promise<void> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, name, meters, allowedOrigins, graceDays } = input;
  await db.asService('platforms are written by the service alone', async (tx) => {
    const before = await holdPlatform(tx, platformId);
    await updateSettings(tx, { platformId, name, meters, allowedOrigins, graceDays });
    const was = { name: before.name, meters: before.meters, allowedOrigins: before.allowedOrigins, graceDays: before.graceDays };
    await recordPlatformChange(tx, call, { action: 'platform.update', targetId: platformId, before: was, after: { name, meters, allowedOrigins, graceDays } });
  });
}
