import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { enqueue } from '@/server/platform/queue';
import type { EraseInput } from '@/shared/contracts/privacy';
import { AppError } from '@/shared/errors';
import { MINUTE_MS } from '@/shared/time';
import { recordAudit } from '../audit/record-audit';
import { enqueueEmail } from '../notifications/enqueue-email';
import { toErasureEmail } from '../notifications/templates/erasure-email';
import { findObstacles } from './find-obstacles';
import { beginErasure, findNames } from './privacy.queries';
import { toPerson } from './to-person';

/** Long enough for the last mail to leave before its address is forgotten. */
const DELAY_MS = 2 * MINUTE_MS;

export interface ErasureCall {
  viewer: Viewer;
  input: EraseInput;
  requestId: string;
}

/**
 * Everyone may, for themselves, having proven lately that it is them. The account is closed at once, for good; a job erases it. Throws INVALID_INPUT when the address was not typed
 * as it is, CONFLICT while something is owed, with what it is.
 */
export async function requestErasure({ db }: Pick<Platform, 'db'>, { viewer, input, requestId }: ErasureCall): Promise<void> {
  const { userId } = viewer;
  const names = await findNames(db.readAsService('read the own address'), userId);
  if (!names) throw new AppError('NOT_FOUND', 'This account is gone.');
  if (input.confirm.toLowerCase() !== names.email) throw new AppError('INVALID_INPUT', 'Type the address exactly as it stands above.', { field: 'confirm', reason: 'not_confirmed' });
  const obstacles = await findObstacles(db, toPerson(userId, names));
  if (obstacles.length > 0) throw new AppError('CONFLICT', obstacles.join(' '), { reason: 'owed' });
  const now = clock.now();
  await db.asService('close an account to be erased', async (tx) => {
    if (!(await beginErasure(tx, { userId, now }))) return;
    await recordAudit(tx, { actorUserId: userId, actorRole: viewer.role, action: 'person.erase', targetType: 'user', targetId: userId, requestId });
    await enqueueEmail(tx, { ...toErasureEmail(), kind: 'security', to: names.email, dedupeKey: `erasure:${userId}` });
    await enqueue(tx, { task: 'erase-person', payload: { userId }, key: `erase:${userId}`, runAt: new Date(now.getTime() + DELAY_MS) });
  });
}
