import { revokeApiKey } from '@/server/modules/api-keys/revoke-api-key';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { RevokePlatformKeyInput } from '@/shared/contracts/platforms';
import { assertOwnPlatform } from './assert-own-platform';
import { recordPlatformChange } from './record-platform-change';

/** Owners and admins end a key of the platform or of one of its customers for good. Throws NOT_FOUND, FORBIDDEN. */
export async function revokePlatformKey(db: Database, call: Call<RevokePlatformKeyInput>): Promise<void> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, keyId } = input;
  await db.asService('keys are written by the service alone', async (tx) => {
    const { name } = await revokeApiKey(tx, { keyId, owner: { platformId }, at: clock.now() });
    await recordPlatformChange(tx, call, { action: 'key.revoke', targetId: platformId, before: { keyId, name } });
  });
}
