import { rotateApiKey } from '@/server/modules/api-keys/rotate-api-key';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { CreatedApiKey } from '@/shared/contracts/api-keys';
import type { RotatePlatformKeyInput } from '@/shared/contracts/platforms';
import { assertOwnPlatform } from './assert-own-platform';
import { recordPlatformChange } from './record-platform-change';

/** Owners and admins let a new key, shown once, take over from an old one, which works for the overlap. Throws NOT_FOUND, FORBIDDEN, CONFLICT for one that was rotated before. */
export async function rotatePlatformKey(db: Database, call: Call<RotatePlatformKeyInput>): Promise<CreatedApiKey> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, keyId, overlapHours } = input;
  const at = clock.now();
  return db.asService('keys are written by the service alone', async (tx) => {
    const created = await rotateApiKey(tx, { keyId, owner: { platformId }, overlapHours, rotatedBy: viewer.userId, at });
    await recordPlatformChange(tx, call, { action: 'key.rotate', targetId: platformId, before: { keyId }, after: { keyId: created.id, overlapHours } });
    return created;
  });
}
