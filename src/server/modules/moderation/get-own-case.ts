import type { Database, Viewer } from '@/server/platform/db';
import type { OwnCaseView } from '@/shared/contracts/moderation';
import { AppError } from '@/shared/errors';
import { SUBJECT_TYPES } from '@/shared/moderation-words';
import { findOwnCase } from './cases.queries';

/** What was decided about a thing of the viewer's own, with the reason, and never by whom. Throws NOT_FOUND to everybody else. */
export async function getOwnCase(db: Database, viewer: Viewer, caseId: string): Promise<OwnCaseView> {
  const row = await findOwnCase(db.readAs(viewer), caseId);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such decision.');
  const { id, subjectType, title, status, reason, decidedAt, appealText, appealedAt, appealReason, appealDecidedAt } = row;
  return {
    id, subjectType, status, reason,
    title: title ?? SUBJECT_TYPES[subjectType],
    decidedAt: decidedAt.toISOString(),
    appeal: appealText !== null && appealedAt ? { text: appealText, at: appealedAt.toISOString() } : null,
    appealDecision: appealReason !== null && appealDecidedAt ? { reason: appealReason, at: appealDecidedAt.toISOString() } : null,
  };
}
