import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { AddSignerInput } from '@/shared/contracts/platforms';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { assertOwnPlatform } from './assert-own-platform';
import { holdPlatform } from './hold-platform';
import { readPublicKey } from './read-public-key';
import { recordPlatformChange } from './record-platform-change';
import { countSigners, insertSigner } from './signers.queries';

/** One per site, and one to change to: more would only be forgotten. */
const MAX_SIGNERS = 10;

/** Owners and admins let tokens signed by their own key call in one world. Kept is the public key alone, as JWK. Throws NOT_FOUND, FORBIDDEN, INVALID_INPUT for anything but a public key of the algorithm, CONFLICT. */
export async function addSigner(db: Database, call: Call<AddSignerInput>): Promise<{ signerId: string }> {
  const { viewer, input } = call;
  await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, mode, name, algorithm } = input;
  const { jwk, thumbprint } = await readPublicKey(input.publicKey, algorithm);
  const at = clock.now();
  const signerId = newId('platformSigner', at.getTime());
  await db.asService('signers are written by the service alone', async (tx) => {
    const platform = await holdPlatform(tx, platformId);
    if (mode === 'live' && !platform.liveAt) throw new AppError('CONFLICT', 'Live signers can be added once the platform is live.', { field: 'mode', reason: 'not_live' });
    if ((await countSigners(tx, { platformId, mode })) >= MAX_SIGNERS) throw new AppError('CONFLICT', 'Ten signers are enough. Revoke one first.', { reason: 'too_many' });
    await insertSigner(tx, { id: signerId, platformId, mode, name, algorithm, publicKey: jwk, createdBy: viewer.userId, createdAt: at });
    await recordPlatformChange(tx, call, { action: 'signer.add', targetId: platformId, after: { signerId, mode, name, algorithm, thumbprint } });
  });
  return { signerId };
}
