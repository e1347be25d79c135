import { listApiKeys } from '@/server/modules/api-keys/list-api-keys';
import type { Database, Viewer } from '@/server/platform/db';
import type { ApiKeyPage } from '@/shared/contracts/api-keys';
import type { ListPlanKeysInput } from '@/shared/contracts/platforms';
import { assertOwnPlan } from './assert-own-plan';

/** The holder of a plan sees its keys, newest first; never a secret. Throws NOT_FOUND. */
export async function listPlanKeys(db: Database, { viewer, input }: { viewer: Viewer; input: ListPlanKeysInput }): Promise<ApiKeyPage> {
  await assertOwnPlan(db, { viewer, customerId: input.customerId });
  const { customerId, cursor, limit } = input;
  return listApiKeys(db.readAsService('keys of a customer are read by its developer, and by the buyer through here'), { holder: { customerId }, cursor, limit });
}
