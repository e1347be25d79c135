import { listApiKeys } from '@/server/modules/api-keys/list-api-keys';
import type { Database, Viewer } from '@/server/platform/db';
import type { ApiKeyPage } from '@/shared/contracts/api-keys';
import type { ListPlatformKeysInput } from '@/shared/contracts/platforms';
import { assertOwnPlatform } from './assert-own-platform';

/** Members see a platform's own keys of one world, newest first, those that ended as well; never a secret. Throws NOT_FOUND. */
export async function listPlatformKeys(db: Database, { viewer, input }: { viewer: Viewer; input: ListPlatformKeysInput }): Promise<ApiKeyPage> {
  await assertOwnPlatform(db, { viewer, ...input });
  const { platformId, mode, cursor, limit } = input;
  return listApiKeys(db.readAs(viewer), { holder: { platformId, mode }, cursor, limit });
}
