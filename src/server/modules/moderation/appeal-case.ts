import { clock } from '@/server/platform/clock';
import { isTaken } from '@/server/platform/database-errors';
import { readIn, type Database } from '@/server/platform/db';
import type { AppealInput } from '@/shared/contracts/moderation';
import { AppError } from '@/shared/errors';
import { recordAudit } from '../audit/record-audit';
import { notify } from '../notifications/notify';
import type { Call } from '../organizations/call';
import { appealOnce, findOwnCase } from './cases.queries';

/** For whose thing it is, once: asks the admins for another look at what they decided. Throws NOT_FOUND to everybody else, CONFLICT when nothing is left to appeal, or while a report of the same thing waits (`waits`): one case at a time. */
export async function appealCase(db: Database, { viewer, input: { caseId, text }, requestId }: Call<AppealInput>): Promise<void> {
  const found = await findOwnCase(db.readAs(viewer), caseId);
  if (!found) throw new AppError('NOT_FOUND', 'There is no such decision.');
  const at = clock.now();
  const work = db.asService('cases are written by the service alone', async (tx) => {
    if (!(await appealOnce(tx, { caseId, text, at }))) {
      // As it is by now: another appeal may have come first.
      const now = await findOwnCase(readIn(tx), caseId);
      if (now?.status === 'upheld' && now.appealedAt === null) throw waits();
      throw new AppError('CONFLICT', 'You can ask for another look once, and you have.', { reason: 'appealed' });
    }
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'case.appeal', targetType: 'moderation_case', targetId: caseId, before: { status: 'upheld' }, after: { status: 'appealed' }, ...(requestId !== undefined && { requestId }) });
    await notify(tx, { to: { admins: true }, type: 'desk', title: 'A decision was appealed', href: `/admin/moderation/${caseId}`, dedupeKey: `case:${caseId}:appeal`, at });
  });
  // A report of the same thing that came in the same moment, and was first.
  await work.catch((error: unknown) => {
    throw isTaken(error) ? waits() : error;
  });
}

const waits = () => new AppError('CONFLICT', 'Somebody looks at another report of it right now. Ask when that is decided.', { reason: 'waits' });
