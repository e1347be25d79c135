import type { Database } from '@/server/platform/db';
import type { CaseIdInput, CaseView } from '@/shared/contracts/moderation';
import { AppError } from '@/shared/errors';
import type { Call } from '../organizations/call';
import { findCase, listReports, type CaseRow } from './cases.queries';
import type { ModeratedTypes } from './subject';

/** One case with the thing as it is now, for admins. Throws FORBIDDEN, NOT_FOUND. */
export async function getCase(db: Database, types: ModeratedTypes, { viewer, input: { caseId } }: Pick<Call<CaseIdInput>, 'viewer' | 'input'>): Promise<CaseView> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const reader = db.readAsService('admins look at what was reported');
  const found = await findCase(reader, { caseId, adminId: viewer.userId });
  if (!found) throw new AppError('NOT_FOUND', 'There is no such case.');
  const [subject, reports] = await Promise.all([types[found.subjectType].find(reader, found.subjectId), listReports(reader, caseId)]);
  const { id, subjectType, subjectId, sellerSlug, status, openedAt, kept, appealText, appealedAt, isOwnDecision } = found;
  return {
    id, subjectType, subjectId, sellerSlug, status,
    openedAt: openedAt.toISOString(),
    subject: subject && { title: subject.title, text: subject.text, author: subject.author, href: subject.href, isShown: subject.isShown, context: subject.context },
    keptText: kept?.text ?? null,
    reports: reports.map(({ at, ...report }) => ({ ...report, at: at.toISOString() })),
    ...toLooks(found),
    appeal: appealText !== null && appealedAt ? { text: appealText, at: appealedAt.toISOString() } : null,
    mayDecide: status === 'open' || (status === 'appealed' && !isOwnDecision),
  };
}

function toLooks(row: CaseRow): Pick<CaseView, 'decision' | 'appealDecision'> {
  const look = (who: string | null, reason: string | null, at: Date | null) => (reason !== null && at ? { who, reason, at: at.toISOString() } : null);
  return { decision: look(row.decidedBy, row.decisionReason, row.decidedAt), appealDecision: look(row.appealDecidedBy, row.appealReason, row.appealDecidedAt) };
}
