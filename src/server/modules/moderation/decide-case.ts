import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { DecideCaseInput } from '@/shared/contracts/moderation';
import { AppError } from '@/shared/errors';
import { recordAudit } from '../audit/record-audit';
import { notify } from '../notifications/notify';
import { toModerationEmail } from '../notifications/templates/moderation-email';
import type { Call } from '../organizations/call';
import { decideAppeal, decideOpen, findCase, findHiding, isOwnThing, listOtherUpheld, updateKept, type CaseRow } from './cases.queries';
import type { ModeratedTypes, Subject } from './subject';

/**
 * An admin decides about what was reported, or takes the other look its owner asked for; the latter not who decided, and neither whose thing it is, where there is another admin. The thing is hidden or
 * shown with the decision, its owner is told why, and the log has who it was. Throws FORBIDDEN, NOT_FOUND, CONFLICT (decided meanwhile).
 */
export async function decideCase({ db, env }: Pick<Platform, 'db' | 'env'>, types: ModeratedTypes, { viewer, input, requestId }: Call<DecideCaseInput>): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { caseId, decision, reason } = input;
  const reader = db.readAsService('an admin decides about what was reported');
  const found = await findCase(reader, { caseId, adminId: viewer.userId });
  if (!found) throw new AppError('NOT_FOUND', 'There is no such case.');
  if (found.status !== 'open' && found.status !== 'appealed') throw new AppError('CONFLICT', 'This was decided already.', { reason: 'decided' });
  const isAppeal = found.status === 'appealed';
  if (isAppeal && found.isOwnDecision) throw new AppError('FORBIDDEN', 'You decided this yourself. Another admin takes the other look.', { reason: 'own_decision' });
  const subject = await types[found.subjectType].find(reader, found.subjectId);
  if (subject && (await isOwnThing(reader, { owner: subject.owner, adminId: viewer.userId }))) throw new AppError('FORBIDDEN', 'This is your own, or of a seller you belong to. Another admin decides about it.', { reason: 'own_thing' });
  const at = clock.now();
  await db.asService('an admin decides about what was reported', async (tx) => {
    const owner = subject?.owner ?? null;
    const row = { caseId, decision, adminId: viewer.userId, reason, at, authorUserId: owner && 'userId' in owner ? owner.userId : null, subjectTitle: subject?.title ?? null };
    if (!(await (isAppeal ? decideAppeal(tx, row) : decideOpen(tx, row)))) throw new AppError('CONFLICT', 'Another admin decided this a moment ago.', { reason: 'decided' });
    const isShown = await takeEffect(tx, types, { found, input, at });
    await recordAudit(tx, {
      actorUserId: viewer.userId, actorRole: viewer.role, action: isAppeal ? 'case.review' : 'case.decide', targetType: 'moderation_case', targetId: caseId,
      before: { status: found.status }, after: { status: decision, reason, [found.subjectType]: found.subjectId }, ...(requestId !== undefined && { requestId }),
    });
    if (subject?.owner && (isAppeal || decision === 'upheld')) await tellOwner(tx, subject, { found, input, at, isShown, publicUrl: env.PUBLIC_URL });
  });
}

interface Effect {
  found: CaseRow;
  input: DecideCaseInput;
  at: Date;
}

/** Whether everybody sees it afterwards. */
async function takeEffect(tx: ServiceTx, types: ModeratedTypes, { found, input: { caseId, decision, reason }, at }: Effect): Promise<boolean> {
  const { subjectType, subjectId, status } = found;
  if (status === 'open' && decision === 'upheld') await updateKept(tx, { caseId, kept: await types[subjectType].hide(tx, { subjectId, reason, at }) });
  if (status !== 'appealed' || decision !== 'dismissed') return false;
  return types[subjectType].show(tx, { subjectId, ...(await findHiding(tx, caseId)), others: await listOtherUpheld(tx, caseId), at });
}

async function tellOwner(tx: ServiceTx, { owner, title }: Subject, { found, input: { caseId, decision, reason }, at, isShown, publicUrl }: Effect & { isShown: boolean; publicUrl: string }): Promise<void> {
  if (!owner) return;
  const isAppeal = found.status === 'appealed';
  const granted = isShown ? 'back' : 'granted';
  const outcome = isAppeal ? (decision === 'upheld' ? 'stays' : granted) : 'hidden';
  const href = `/account/moderation/${caseId}` as const;
  const email = toModerationEmail({ outcome, subjectType: found.subjectType, title, reason, url: `${publicUrl.replace(/\/$/, '')}${href}` });
  await notify(tx, { to: owner, type: 'moderation', title: email.subject, body: reason, href, dedupeKey: `case:${caseId}:${outcome}`, email, at });
}
