import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findReportsBy(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select c.subject_type as "subjectType", c.subject_id as "subjectId", r.reason, r.details, r.created_at as "createdAt"
    from moderation_reports r join moderation_cases c on c.id = r.case_id where r.reported_by = ${userId}::uuid order by r.created_at desc limit 20000`);
}

export function findDecisionsAbout(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select subject_type as "subjectType", subject_title as title, status, decision_reason as reason, decided_at as "decidedAt", appeal_text as appeal, appealed_at as "appealedAt", appeal_reason as "appealReason"
    from moderation_cases where author_user_id = ${userId}::uuid and decided_at is not null order by decided_at desc limit 20000`);
}

export function findLooksAs(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`select started_at as "startedAt", expires_at as "expiresAt", ended_at as "endedAt" from impersonations where user_id = ${userId}::uuid order by started_at desc limit 20000`);
}

/** Cases stay, about nobody: what was decided has to be known. Reports quote what was reported, so those about this person's words lose theirs too. */
export async function forgetInCases(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`update moderation_reports set reported_by = null, details = null where reported_by = ${userId}::uuid`;
  await tx.$executeRaw`
    update moderation_reports set details = null where details is not null and case_id in (
      select c.id from messages m join moderation_cases c on c.subject_type = 'message' and c.subject_id = m.id where m.author_id = ${userId}::uuid
      union all select c.id from reviews v join moderation_cases c on c.subject_type = 'review' and c.subject_id = v.id where v.author_id = ${userId}::uuid)`;
  await tx.$executeRaw`
    update moderation_cases set author_user_id = null, subject_title = null, kept = null, appeal_text = case when appeal_text is not null then '(erased)' end where author_user_id = ${userId}::uuid`;
  await tx.$executeRaw`delete from impersonations where user_id = ${userId}::uuid`;
}
