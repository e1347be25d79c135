import { recordAudit } from '@/server/modules/audit/record-audit';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { CreatedApiKey } from '@/shared/contracts/api-keys';
import { MOST_TOKENS, type CreateTokenInput } from '@/shared/contracts/tokens';
import { AppError } from '@/shared/errors';
import { DAY_MS } from '@/shared/time';
import { createApiKey } from './create-api-key';
import { countTokensOf } from './personal-tokens.queries';

/** Everybody makes tokens for programs of their own, each shown in this answer and never again; fifty that work at most. Throws CONFLICT, INVALID_INPUT. */
export async function createPersonalToken(db: Database, { viewer, input, requestId }: Call<CreateTokenInput>): Promise<CreatedApiKey> {
  const { userId } = viewer;
  const { name, scopes, expiresInDays } = input;
  const at = clock.now();
  const expiresAt = expiresInDays === null ? null : new Date(at.getTime() + expiresInDays * DAY_MS);
  return db.asService('keys are written by the service alone', async (tx) => {
    if ((await countTokensOf(tx, { userId, at })) >= MOST_TOKENS) throw new AppError('CONFLICT', `You have ${MOST_TOKENS} tokens that work. Revoke one first.`, { reason: 'too_many' });
    const created = await createApiKey(tx, { owner: { userId }, name, scopes, expiresAt, createdBy: userId, at });
    await recordAudit(tx, { actorUserId: userId, actorRole: viewer.role, action: 'token.create', targetType: 'user', targetId: userId, after: { keyId: created.id, name, scopes }, ...(requestId !== undefined && { requestId }) });
    return created;
  });
}
