import type { ServiceTx } from '@/server/platform/db';
import type { ReportReason, SubjectType } from '@/shared/moderation-words';

export interface NewReport {
  caseId: string;
  reportId: string;
  subjectType: SubjectType;
  subjectId: string;
  sellerId: string | null;
  reportedBy: string;
  reason: ReportReason;
  details: string | null;
  at: Date;
}

/**
 * Opens the case unless one is open, and counts the person on it unless they are. ON CONFLICT DO UPDATE: of two at once, the second waits for the first's
 * case and is told its id.
 */
export async function insertReport(tx: ServiceTx, { caseId, reportId, subjectType, subjectId, sellerId, reportedBy, reason, details, at }: NewReport): Promise<{ caseId: string; isNew: boolean }> {
  const [row] = await tx.$queryRaw<{ caseId: string }[]>`
    with opened as (
      insert into moderation_cases as c (id, subject_type, subject_id, seller_id, opened_at) values (${caseId}, ${subjectType}, ${subjectId}, ${sellerId}, ${at})
      on conflict (subject_type, subject_id) where status in ('open', 'appealed') do update set opened_at = c.opened_at returning id),
    counted as (
      insert into moderation_reports (id, case_id, reported_by, reason, details, created_at)
      select ${reportId}, id, ${reportedBy}::uuid, ${reason}, ${details}, ${at} from opened on conflict (case_id, reported_by) do nothing)
    select id as "caseId" from opened`;
  if (!row) throw new Error('a report needs a case');
  return { caseId: row.caseId, isNew: row.caseId === caseId };
}
