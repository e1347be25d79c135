/** What can be reported, and what it is called. */
export const SUBJECT_TYPES = { review: 'Review', message: 'Message', product: 'Product' } as const;
export type SubjectType = keyof typeof SUBJECT_TYPES;

/** Why people report things, in the order they are asked. */
export const REPORT_REASONS = {
  spam: 'Advertising or spam',
  abuse: 'Insults or threats',
  misleading: 'It says what is not so',
  unlawful: 'It is against the law',
  rights: 'It uses somebody else’s work or name',
  other: 'Something else',
} as const;
export type ReportReason = keyof typeof REPORT_REASONS;

/** Where a case stands. `upheld`: what was reported is gone. `appealed`: its author asked for another look. */
export const CASE_STATUSES = { open: 'Open', appealed: 'Appealed', upheld: 'Upheld', dismissed: 'Dismissed' } as const;
export type CaseStatus = keyof typeof CASE_STATUSES;
