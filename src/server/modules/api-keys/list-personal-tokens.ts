import type { Database, Viewer } from '@/server/platform/db';
import type { ApiKeyPage } from '@/shared/contracts/api-keys';
import type { ListTokensInput } from '@/shared/contracts/tokens';
import { listApiKeys } from './list-api-keys';

/** Everybody sees their own tokens, newest first, those that ended as well; never a secret. */
export function listPersonalTokens(db: Database, { viewer, input }: { viewer: Viewer; input: ListTokensInput }): Promise<ApiKeyPage> {
  return listApiKeys(db.readAs(viewer), { holder: { userId: viewer.userId }, cursor: input.cursor, limit: input.limit });
}
