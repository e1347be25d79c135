import { z } from 'zod';
import { isId } from '../ids';
import { CASE_STATUSES, REPORT_REASONS, SUBJECT_TYPES, type CaseStatus, type ReportReason, type SubjectType } from '../moderation-words';
import { Cursor } from './cursor';

const keysOf = <Key extends string>(record: Record<Key, string>) => Object.keys(record) as [Key, ...Key[]];

export const SubjectTypeInput = z.enum(keysOf<SubjectType>(SUBJECT_TYPES));
export const CaseStatusInput = z.enum(keysOf<CaseStatus>(CASE_STATUSES));

/** What somebody says who reports a thing; the thing's own id stands beside it. */
export const ReportInput = z.strictObject({
  reason: z.enum(keysOf<ReportReason>(REPORT_REASONS)),
  details: z.string().trim().max(2000, 'is too long').default(''),
});
export type ReportInput = z.infer<typeof ReportInput>;

export const ReportProductInput = ReportInput.extend({ productId: z.string().refine((id) => isId('product', id), 'is not an id of a product') });
export type ReportProductInput = z.infer<typeof ReportProductInput>;

const CaseId = z.string().refine((id) => isId('moderationCase', id), 'is not an id of a case');
const Reason = z.string().trim().min(1, 'is missing').max(1000, 'is too long');

export const CaseIdInput = z.strictObject({ caseId: CaseId });
export type CaseIdInput = z.infer<typeof CaseIdInput>;

export const ListCasesInput = z.strictObject({
  /** What waits for an admin, if nothing is said. */
  statuses: z.array(CaseStatusInput).max(4).default([]),
  types: z.array(SubjectTypeInput).max(3).default([]),
  cursor: Cursor.optional(),
  limit: z.number().int().min(1).max(100).default(30),
});
export type ListCasesInput = z.infer<typeof ListCasesInput>;

/** `upheld` removes the thing, or leaves it removed; `dismissed` lets it stand, or puts it back. */
export const DecideCaseInput = z.strictObject({ caseId: CaseId, decision: z.enum(['upheld', 'dismissed']), reason: Reason });
export type DecideCaseInput = z.infer<typeof DecideCaseInput>;

export const AppealInput = z.strictObject({ caseId: CaseId, text: z.string().trim().min(1, 'is missing').max(2000, 'is too long') });
export type AppealInput = z.infer<typeof AppealInput>;

export const CaseSummary = z.object({
  id: z.string(),
  subjectType: SubjectTypeInput,
  subjectId: z.string(),
  sellerName: z.string().nullable(),
  status: CaseStatusInput,
  openedAt: z.string(),
  reportCount: z.number().int(),
  /** Of the first report. */
  reason: z.enum(keysOf<ReportReason>(REPORT_REASONS)),
  subjectTitle: z.string().nullable(),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

export const CasePage = z.object({ items: z.array(CaseSummary), nextCursor: z.string().nullable() });
export type CasePage = z.infer<typeof CasePage>;

/** The thing of a case as it is now, for the admin who decides. */
export const SubjectView = z.object({
  title: z.string(),
  /** Its own words; empty when they are gone. */
  text: z.string(),
  /** Who answers for it. */
  author: z.string(),
  /** Where it is seen. */
  href: z.string().nullable(),
  isShown: z.boolean(),
  /** What stands around it, the oldest first. */
  context: z.array(z.object({ who: z.string(), text: z.string(), at: z.string(), isSubject: z.boolean() })),
});
export type SubjectView = z.infer<typeof SubjectView>;

export const CaseView = z.object({
  id: z.string(),
  subjectType: SubjectTypeInput,
  subjectId: z.string(),
  sellerSlug: z.string().nullable(),
  status: CaseStatusInput,
  openedAt: z.string(),
  /** Null when the thing does not exist any more. */
  subject: SubjectView.nullable(),
  /** What it said when it was removed. */
  keptText: z.string().nullable(),
  reports: z.array(z.object({ id: z.string(), who: z.string().nullable(), reason: z.enum(keysOf<ReportReason>(REPORT_REASONS)), details: z.string().nullable(), at: z.string() })),
  decision: z.object({ who: z.string().nullable(), reason: z.string(), at: z.string() }).nullable(),
  appeal: z.object({ text: z.string(), at: z.string() }).nullable(),
  appealDecision: z.object({ who: z.string().nullable(), reason: z.string(), at: z.string() }).nullable(),
  /** False for the admin whose decision is appealed, where another could take the other look. */
  mayDecide: z.boolean(),
});
export type CaseView = z.infer<typeof CaseView>;

/** A case as it is told to whose thing it is. */
export const OwnCaseView = z.object({
  id: z.string(),
  subjectType: SubjectTypeInput,
  title: z.string(),
  status: CaseStatusInput,
  reason: z.string(),
  decidedAt: z.string(),
  appeal: z.object({ text: z.string(), at: z.string() }).nullable(),
  appealDecision: z.object({ reason: z.string(), at: z.string() }).nullable(),
});
export type OwnCaseView = z.infer<typeof OwnCaseView>;
