import { revokeApiKey } from '@/server/modules/api-keys/revoke-api-key';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { RevokePlanKeyInput } from '@/shared/contracts/platforms';
import { assertOwnPlan } from './assert-own-plan';
import { recordPlatformChange } from './record-platform-change';

/** The holder of a plan ends a key of it for good. Throws NOT_FOUND, FORBIDDEN. */
export async function revokePlanKey(db: Database, call: Call<RevokePlanKeyInput>): Promise<void> {
  const { viewer, input } = call;
  const { customerId, platformId } = await assertOwnPlan(db, { viewer, customerId: input.customerId, toChange: true });
  await db.asService('keys are written by the service alone', async (tx) => {
    const { name } = await revokeApiKey(tx, { keyId: input.keyId, owner: { customerId }, at: clock.now() });
    await recordPlatformChange(tx, call, { action: 'key.revoke', targetId: platformId, before: { keyId: input.keyId, customerId, name } });
  });
}
