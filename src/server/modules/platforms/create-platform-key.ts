import { createApiKey } from '@/server/modules/api-keys/create-api-key';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { CreatedApiKey } from '@/shared/contracts/api-keys';
import type { CreatePlatformKeyInput } from '@/shared/contracts/platforms';
import { AppError } from '@/shared/errors';
import { DAY_MS } from '@/shared/time';
import { assertOwnPlatform } from './assert-own-platform';
import { holdPlatform } from './hold-platform';
import { recordPlatformChange } from './record-platform-change';

/** Owners and admins make a key, shown in this answer and never again. Live keys only once the platform is live. Throws NOT_FOUND, FORBIDDEN, CONFLICT. */
export async function createPlatformKey(db: Database, call: Call<CreatePlatformKeyInput>): Promise<CreatedApiKey> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, mode, name, scopes, expiresInDays } = input;
  const at = clock.now();
  const expiresAt = expiresInDays === null ? null : new Date(at.getTime() + expiresInDays * DAY_MS);
  return db.asService('keys are written by the service alone', async (tx) => {
    const platform = await holdPlatform(tx, platformId);
    if (mode === 'live' && !platform.liveAt) throw new AppError('CONFLICT', 'Live keys can be made once the platform is live.', { field: 'mode', reason: 'not_live' });
    const created = await createApiKey(tx, { owner: { platformId, mode }, name, scopes, expiresAt, createdBy: viewer.userId, at });
    await recordPlatformChange(tx, call, { action: 'key.create', targetId: platformId, after: { keyId: created.id, mode, name, scopes } });
    return created;
  });
}
