import { z } from 'zod';
import { Cursor } from './cursor';

export const FINDING_PROBLEMS = ['no_order', 'unpaid_here', 'behind', 'missing', 'amount', 'paid_twice', 'other_order', 'not_at_stripe', 'not_ours', 'asked_back'] as const;
export const FindingProblem = z.enum(FINDING_PROBLEMS);
export type FindingProblem = z.infer<typeof FindingProblem>;

/** Something in which Stripe and our books did not agree. */
export const ReconciliationFinding = z.object({
  kind: z.enum(['session', 'invoice', 'refund', 'dispute', 'transfer']),
  stripeId: z.string(),
  orderId: z.string().nullable(),
  problem: FindingProblem,
  /** `alarm`: it could not be put right, and a person has to look. */
  outcome: z.enum(['repaired', 'alarm']),
});
export type ReconciliationFinding = z.infer<typeof ReconciliationFinding>;

export const ReconciliationRunView = z.object({
  id: z.string(),
  startedAt: z.string(),
  since: z.string(),
  finishedAt: z.string().nullable(),
  failure: z.string().nullable(),
  requestedBy: z.string().nullable(),
  sessions: z.number().int(),
  refunds: z.number().int(),
  disputes: z.number().int(),
  repaired: z.number().int(),
  alarms: z.number().int(),
  /** The first two hundred. */
  findings: z.array(ReconciliationFinding),
});
export type ReconciliationRunView = z.infer<typeof ReconciliationRunView>;

export const ListReconciliationsInput = z.strictObject({ cursor: Cursor.optional(), limit: z.number().int().min(1).max(50).default(20) });
export type ListReconciliationsInput = z.infer<typeof ListReconciliationsInput>;

export const ReconciliationPage = z.object({ items: z.array(ReconciliationRunView), nextCursor: z.string().nullable(), isRunning: z.boolean() });
export type ReconciliationPage = z.infer<typeof ReconciliationPage>;
