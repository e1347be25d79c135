import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { RevokeSignerInput } from '@/shared/contracts/platforms';
import { AppError } from '@/shared/errors';
import { assertOwnPlatform } from './assert-own-platform';
import { recordPlatformChange } from './record-platform-change';
import { markSignerRevoked } from './signers.queries';

/** Owners and admins stop believing a signer. Throws NOT_FOUND, FORBIDDEN. */
export async function revokeSigner(db: Database, call: Call<RevokeSignerInput>): Promise<void> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, signerId } = input;
  await db.asService('signers are written by the service alone', async (tx) => {
    if (!(await markSignerRevoked(tx, { signerId, platformId, at: clock.now() }))) throw new AppError('NOT_FOUND', 'This platform has no such signer any more.');
    await recordPlatformChange(tx, call, { action: 'signer.revoke', targetId: platformId, before: { signerId } });
  });
}
