import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { KeysetPosition } from '@/shared/keyset-cursor';
import type { CaseStatus, ReportReason, SubjectType } from '@/shared/moderation-words';
import type { Kept, Subject } from './subject';

export interface CaseFilter {
  statuses: readonly CaseStatus[];
  types: readonly SubjectType[];
  /** What waits is shown from its longest waiting on, the rest from its newest. */
  isQueue: boolean;
  after: KeysetPosition | null;
  limit: number;
}

export interface CaseSummaryRow {
  id: string;
  subjectType: SubjectType;
  subjectId: string;
  sellerName: string | null;
  status: CaseStatus;
  openedAt: Date;
  reportCount: number;
  reason: ReportReason;
  subjectTitle: string | null;
}

/** A case that nobody has decided yet is named after the product it is about. */
export function listCaseRows(reader: Reader, { statuses, types, isQueue, after, limit }: CaseFilter): Promise<CaseSummaryRow[]> {
  const parts = [Prisma.sql`c.status = any (${[...statuses]}::text[])`];
  if (types.length > 0) parts.push(Prisma.sql`c.subject_type = any (${[...types]}::text[])`);
  if (after) parts.push(Prisma.sql`(c.opened_at, c.id) ${Prisma.raw(isQueue ? '>' : '<')} (${after.at}::timestamptz, ${after.id})`);
  const direction = Prisma.raw(isQueue ? 'asc' : 'desc');
  return reader.rows<CaseSummaryRow>(Prisma.sql`
    select c.id, c.subject_type as "subjectType", c.subject_id as "subjectId", s.name as "sellerName", c.status, c.opened_at as "openedAt", coalesce(c.subject_title, p.title) as "subjectTitle",
      (select count(*)::int from moderation_reports r where r.case_id = c.id) as "reportCount",
      (select r.reason from moderation_reports r where r.case_id = c.id order by r.created_at, r.id limit 1) as reason
    from moderation_cases c left join sellers s on s.id = c.seller_id
      left join reviews v on c.subject_type = 'review' and v.id = c.subject_id
      left join products p on p.id = case c.subject_type when 'product' then c.subject_id when 'review' then v.product_id end
    where ${Prisma.join(parts, ' and ')} order by c.opened_at ${direction}, c.id ${direction} limit ${limit}`);
}

export interface CaseRow {
  id: string;
  subjectType: SubjectType;
  subjectId: string;
  sellerSlug: string | null;
  status: CaseStatus;
  openedAt: Date;
  kept: Kept | null;
  decidedBy: string | null;
  decisionReason: string | null;
  decidedAt: Date | null;
  appealText: string | null;
  appealedAt: Date | null;
  appealDecidedBy: string | null;
  appealReason: string | null;
  appealDecidedAt: Date | null;
  /** Whether somebody else than who decided could take the other look. */
  isOwnDecision: boolean;
}

/** Other admins who could take the other look at a decision of this one. */
const othersThan = (adminId: string) => Prisma.sql`exists (select from profiles p join users u on u.id = p.user_id where p.role = 'admin' and u.disabled_at is null and p.user_id <> ${adminId}::uuid)`;

/** Whether a thing is this admin's own, or of a seller they belong to, and there is an admin of whom it is not. */
export async function isOwnThing(reader: Reader, { owner, adminId }: { owner: Subject['owner']; adminId: string }): Promise<boolean> {
  if (!owner) return false;
  const owners = 'userId' in owner ? Prisma.sql`select ${owner.userId}::uuid` : Prisma.sql`select m.user_id from sellers s join organization_members m on m.organization_id = s.organization_id where s.id = ${owner.sellerId}`;
  const rows = await reader.rows<object>(Prisma.sql`
    select 1 where ${adminId}::uuid in (${owners}) and exists (select from profiles p join users u on u.id = p.user_id where p.role = 'admin' and u.disabled_at is null and p.user_id not in (${owners}))`);
  return rows.length > 0;
}

export async function findCase(reader: Reader, { caseId, adminId }: { caseId: string; adminId: string }): Promise<CaseRow | null> {
  const [row] = await reader.rows<CaseRow>(Prisma.sql`
    select c.id, c.subject_type as "subjectType", c.subject_id as "subjectId", s.slug as "sellerSlug", c.status, c.opened_at as "openedAt", c.kept,
      d.display_name as "decidedBy", c.decision_reason as "decisionReason", c.decided_at as "decidedAt", c.appeal_text as "appealText", c.appealed_at as "appealedAt",
      a.display_name as "appealDecidedBy", c.appeal_reason as "appealReason", c.appeal_decided_at as "appealDecidedAt",
      c.decided_by is not distinct from ${adminId}::uuid and ${othersThan(adminId)} as "isOwnDecision"
    from moderation_cases c left join sellers s on s.id = c.seller_id left join profiles d on d.user_id = c.decided_by left join profiles a on a.user_id = c.appeal_decided_by
    where c.id = ${caseId}`);
  return row ?? null;
}

export interface ReportRow {
  id: string;
  who: string | null;
  reason: ReportReason;
  details: string | null;
  at: Date;
}

export function listReports(reader: Reader, caseId: string): Promise<ReportRow[]> {
  return reader.rows<ReportRow>(Prisma.sql`
    select r.id, p.display_name as who, r.reason, r.details, r.created_at as at
    from moderation_reports r left join profiles p on p.user_id = r.reported_by where r.case_id = ${caseId} order by r.created_at, r.id limit 100`);
}

export interface Decision {
  caseId: string;
  decision: 'upheld' | 'dismissed';
  adminId: string;
  reason: string;
  authorUserId: string | null;
  subjectTitle: string | null;
  at: Date;
}

/** Decides a case that waits for its first look. Of two who decide at once, the second finds it decided. */
export async function decideOpen(tx: ServiceTx, { caseId, decision, adminId, reason, authorUserId, subjectTitle, at }: Decision): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update moderation_cases set status = ${decision}, decided_by = ${adminId}::uuid, decision_reason = ${reason}, decided_at = ${at},
      author_user_id = coalesce(${authorUserId}::uuid, author_user_id), subject_title = left(${subjectTitle}, 300)
    where id = ${caseId} and status = 'open'`;
  return changed > 0;
}

/** The other look at a case, by another admin where there is one. */
export async function decideAppeal(tx: ServiceTx, { caseId, decision, adminId, reason, at }: Decision): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update moderation_cases set status = ${decision}, appeal_decided_by = ${adminId}::uuid, appeal_reason = ${reason}, appeal_decided_at = ${at}
    where id = ${caseId} and status = 'appealed' and (decided_by is distinct from ${adminId}::uuid or not ${othersThan(adminId)})`;
  return changed > 0;
}

/** When other cases about the same thing were upheld that still are. */
export async function listOtherUpheld(tx: ServiceTx, caseId: string): Promise<Date[]> {
  const rows = await tx.$queryRaw<{ at: Date }[]>`
    select o.decided_at as at from moderation_cases c join moderation_cases o on o.subject_type = c.subject_type and o.subject_id = c.subject_id and o.id <> c.id
    where c.id = ${caseId} and o.status = 'upheld' and o.decided_at is not null order by 1`;
  return rows.map(({ at }) => at);
}

/** The decision that hid a thing, this one or another about it: whichever hid what was hidden already kept nothing. Null where none of them did. */
export async function findHiding(tx: ServiceTx, caseId: string): Promise<{ kept: Kept; hiddenAt: Date } | null> {
  const [row] = await tx.$queryRaw<{ kept: Kept; hiddenAt: Date }[]>`
    select h.kept, h.decided_at as "hiddenAt" from moderation_cases c join moderation_cases h on h.subject_type = c.subject_type and h.subject_id = c.subject_id
    where c.id = ${caseId} and h.kept <> '{}' and h.decided_at is not null order by h.decided_at desc, h.id desc limit 1`;
  return row ?? null;
}

export async function updateKept(tx: ServiceTx, { caseId, kept }: { caseId: string; kept: Kept }): Promise<void> {
  await tx.$executeRaw`update moderation_cases set kept = ${JSON.stringify(kept)}::jsonb where id = ${caseId}`;
}

export interface OwnCaseRow {
  id: string;
  subjectType: SubjectType;
  title: string | null;
  status: CaseStatus;
  reason: string;
  decidedAt: Date;
  appealText: string | null;
  appealedAt: Date | null;
  appealReason: string | null;
  appealDecidedAt: Date | null;
}

/** A case of the reader's own, once it is decided. */
export async function findOwnCase(reader: Reader, caseId: string): Promise<OwnCaseRow | null> {
  const [row] = await reader.rows<OwnCaseRow>(Prisma.sql`
    select id, subject_type as "subjectType", subject_title as title, status, decision_reason as reason, decided_at as "decidedAt", appeal_text as "appealText", appealed_at as "appealedAt",
      appeal_reason as "appealReason", appeal_decided_at as "appealDecidedAt"
    from moderation_cases where id = ${caseId}`);
  return row ?? null;
}

/** Once, and not while somebody has reported the thing anew. */
export async function appealOnce(tx: ServiceTx, { caseId, text, at }: { caseId: string; text: string; at: Date }): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update moderation_cases c set status = 'appealed', appeal_text = ${text}, appealed_at = ${at} where id = ${caseId} and status = 'upheld' and appealed_at is null
      and not exists (select from moderation_cases o where o.subject_type = c.subject_type and o.subject_id = c.subject_id and o.status in ('open', 'appealed'))`;
  return changed > 0;
}

/** The seller of a product the reader can see. */
export async function findProductSeller(reader: Reader, productId: string): Promise<{ sellerId: string; isOwn: boolean } | null> {
  const [row] = await reader.rows<{ sellerId: string; isOwn: boolean }>(Prisma.sql`
    select seller_id as "sellerId", seller_id = any ((select app.seller_ids())::text[]) as "isOwn" from products where id = ${productId}`);
  return row ?? null;
}
