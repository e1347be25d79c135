import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { SUBJECT_TYPES, type ReportReason, type SubjectType } from '@/shared/moderation-words';
import { notify } from '../notifications/notify';
import { insertReport } from './moderation.queries';

export interface Report {
  subjectType: SubjectType;
  subjectId: string;
  /** The seller it concerns, if any. */
  sellerId?: string;
  reportedBy: string;
  reason: ReportReason;
  details?: string;
  at: Date;
}

/**
 * For verbs that have checked that the reporter may see the thing. Opens a case about it, or counts on the one that is open; one person counts once. Admins find it
 * in their queue and in their inbox. Answers the case's id.
 */
export async function openCase(tx: ServiceTx, { subjectType, subjectId, sellerId, reportedBy, reason, details = '', at }: Report): Promise<string> {
  const { caseId, isNew } = await insertReport(tx, {
    caseId: newId('moderationCase', at.getTime()),
    reportId: newId('report', at.getTime()),
    subjectType, subjectId, sellerId: sellerId ?? null, reportedBy, reason, details: details === '' ? null : details, at,
  });
  if (isNew) await notify(tx, { to: { admins: true }, type: 'desk', title: `${SUBJECT_TYPES[subjectType]} reported`, href: `/admin/moderation/${caseId}`, dedupeKey: `case:${caseId}`, at });
  return caseId;
}
