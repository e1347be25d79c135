import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { enqueue } from '@/server/platform/queue';
import type { Limit } from '@/server/platform/rate-limit';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { recordAudit } from '../audit/record-audit';
import { PARTS } from './parts';
import { insertExport } from './privacy.queries';

/** Each reads everything a person ever did. */
const COPIES: Limit = { name: 'data-export', points: 5, windowSeconds: 86_400, whenDown: 'closed' };

/** Everyone may ask for a copy of what is held about them, one at a time; a job makes it, and a mail says when it is there. Throws CONFLICT while one is made, RATE_LIMITED. */
export async function requestExport({ db, limiter }: Pick<Platform, 'db' | 'limiter'>, viewer: Viewer, requestId: string): Promise<{ id: string }> {
  const { userId } = viewer;
  await limiter.consume(COPIES, userId);
  const id = newId('dataExport');
  const isNew = await db.asService('a copy is asked for', async (tx) => {
    if (!(await insertExport(tx, { id, userId, total: PARTS.length, now: clock.now() }))) return false;
    await recordAudit(tx, { actorUserId: userId, actorRole: viewer.role, action: 'person.export', targetType: 'user', targetId: userId, requestId });
    await enqueue(tx, { task: 'export-data', payload: { exportId: id }, key: `export:${id}` });
    return true;
  });
  if (!isNew) throw new AppError('CONFLICT', 'A copy is being made already.', { reason: 'running' });
  return { id };
}
