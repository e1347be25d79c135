import { recordAudit } from '@/server/modules/audit/record-audit';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { RevokeTokenInput } from '@/shared/contracts/tokens';
import { revokeApiKey } from './revoke-api-key';

/** Everybody ends their own tokens, at once and for good. Throws NOT_FOUND for another's and for one that works no more. */
export async function revokePersonalToken(db: Database, { viewer, input: { keyId }, requestId }: Call<RevokeTokenInput>): Promise<void> {
  const { userId, role } = viewer;
  await db.asService('keys are written by the service alone', async (tx) => {
    const { name } = await revokeApiKey(tx, { keyId, owner: { userId }, at: clock.now() });
    await recordAudit(tx, { actorUserId: userId, actorRole: role, action: 'token.revoke', targetType: 'user', targetId: userId, before: { keyId, name }, ...(requestId !== undefined && { requestId }) });
  });
}
