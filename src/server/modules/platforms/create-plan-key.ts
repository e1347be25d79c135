import { createApiKey } from '@/server/modules/api-keys/create-api-key';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import { CUSTOMER_SCOPES, type CreatedApiKey } from '@/shared/contracts/api-keys';
import type { CreatePlanKeyInput } from '@/shared/contracts/platforms';
import { AppError } from '@/shared/errors';
import { assertOwnPlan } from './assert-own-plan';
import { lockCustomer } from './customers.queries';
import { recordPlatformChange } from './record-platform-change';

/** The holder of a plan makes a key to read its own use with, shown in this answer and never again. Throws NOT_FOUND, FORBIDDEN. */
export async function createPlanKey(db: Database, call: Call<CreatePlanKeyInput>): Promise<CreatedApiKey> {
  const { viewer, input } = call;
  const { customerId, platformId, externalId } = await assertOwnPlan(db, { viewer, customerId: input.customerId, toChange: true });
  return db.asService('keys are written by the service alone', async (tx) => {
    // The plan's end waits for us and takes the key along, or has come before.
    const customer = await lockCustomer(tx, { platformId, mode: 'live', externalId });
    if (!customer?.subscriptionId) throw new AppError('NOT_FOUND', 'You have no such plan.');
    const created = await createApiKey(tx, { owner: { platformId, mode: 'live', customerId }, name: input.name, scopes: CUSTOMER_SCOPES, expiresAt: null, createdBy: viewer.userId, at: clock.now() });
    await recordPlatformChange(tx, call, { action: 'key.create', targetId: platformId, after: { keyId: created.id, customerId, name: input.name } });
    return created;
  });
}
