import { authenticateApiKey } from '@/server/modules/api-keys/authenticate-api-key';
import { findOpenViewer } from '@/server/modules/identity/find-open-viewer';
import type { Viewer } from '@/server/platform/db';
import type { PersonalScope } from '@/shared/contracts/api-keys';
import { AppError } from '@/shared/errors';
import type { Call, HttpRequest } from '../call';
import { countAgainst, refuseGuesser } from '../limits';
import { bearerOf } from './authenticate';

/** Whose personal token this is; null without any, where none is needed. Throws UNAUTHENTICATED, or FORBIDDEN where the scope is missing. */
export async function authenticatePerson(request: HttpRequest, call: Call, { scope, optional }: { scope: PersonalScope; optional?: boolean }): Promise<Viewer | null> {
  const secret = bearerOf(request);
  if (secret === undefined) {
    if (optional && request.header('authorization') === null) return null;
    throw new AppError('UNAUTHENTICATED', 'Send your personal token as “Authorization: Bearer lk_personal_…”.', { reason: 'no_key' });
  }
  const key = await authenticateApiKey(call.platform, secret, () => refuseGuesser(call));
  if (key && !(key.userId !== null && key.scopes.includes(scope))) throw new AppError('FORBIDDEN', `This key has no scope ${scope}.`, { reason: 'scope', scope });
  const viewer = key?.userId ? await findOpenViewer(call.platform, key.userId) : null;
  if (!key || !viewer) {
    await countAgainst('guess', call);
    throw new AppError('UNAUTHENTICATED', 'This token is unknown, was revoked, or is over.', { reason: 'unknown_key' });
  }
  call.userId = viewer.userId;
  call.keyId = key.keyId;
  await countAgainst('machine', call, `person ${viewer.userId}`);
  return viewer;
}
