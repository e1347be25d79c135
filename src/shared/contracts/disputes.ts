import { z } from 'zod';
import { Cursor } from './cursor';

export const DISPUTE_STATUSES = ['inquiry', 'needs_response', 'under_review', 'won', 'lost', 'closed'] as const;
export const DisputeStatus = z.enum(DISPUTE_STATUSES);
export type DisputeStatus = z.infer<typeof DisputeStatus>;

export const DisputeId = z.string().regex(/^dsp_[0-9a-z]{26}$/, 'not a dispute id');

/** The most characters of each field of Stripe's evidence that we know something for; all of them stay below its 150,000 together (docs.stripe.com/api/disputes/update). */
export const EVIDENCE_LIMITS = {
  product_description: 20_000,
  access_activity_log: 20_000,
  service_date: 5_000,
  shipping_address: 5_000,
  shipping_carrier: 5_000,
  shipping_date: 5_000,
  shipping_tracking_number: 5_000,
  customer_name: 5_000,
  customer_email_address: 5_000,
  refund_policy_disclosure: 20_000,
  refund_refusal_explanation: 20_000,
  uncategorized_text: 20_000,
} as const;
export type EvidenceField = keyof typeof EVIDENCE_LIMITS;
// The keys of a literal object are its type's.
export const EVIDENCE_FIELDS = Object.keys(EVIDENCE_LIMITS) as EvidenceField[];

const text = z.string();
/** Evidence as Stripe takes it; empty for a field we know nothing for. */
export const Evidence = z.object({
  product_description: text,
  access_activity_log: text,
  service_date: text,
  shipping_address: text,
  shipping_carrier: text,
  shipping_date: text,
  shipping_tracking_number: text,
  customer_name: text,
  customer_email_address: text,
  refund_policy_disclosure: text,
  refund_refusal_explanation: text,
  uncategorized_text: text,
});
export type Evidence = z.infer<typeof Evidence>;

export const DisputeIdInput = z.strictObject({ disputeId: DisputeId });
export type DisputeIdInput = z.infer<typeof DisputeIdInput>;

export const ListDisputesInput = z.strictObject({ show: z.enum(['open', 'ended', 'all']).default('open'), cursor: Cursor.optional(), limit: z.number().int().min(1).max(100).default(50) });
export type ListDisputesInput = z.infer<typeof ListDisputesInput>;

/** Staged evidence can be changed until it is submitted; `text` replaces what we wrote ourselves. */
export const SubmitEvidenceInput = z.strictObject({ disputeId: DisputeId, submit: z.boolean(), text: z.string().trim().max(EVIDENCE_LIMITS.uncategorized_text).optional() });
export type SubmitEvidenceInput = z.infer<typeof SubmitEvidenceInput>;

export const DisputeSummary = z.object({
  id: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  buyerName: z.string(),
  status: DisputeStatus,
  /** The bank's word, such as `fraudulent`. */
  reason: z.string(),
  amountMinor: z.number().int(),
  currency: z.string(),
  evidenceDueAt: z.string().nullable(),
  /** The day to answer by is over, and nothing was submitted. */
  isOverdue: z.boolean(),
  submittedAt: z.string().nullable(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
});
export type DisputeSummary = z.infer<typeof DisputeSummary>;

export const DisputePage = z.object({ items: z.array(DisputeSummary), nextCursor: z.string().nullable() });
export type DisputePage = z.infer<typeof DisputePage>;

/** A dispute with what we can say against it. */
export const DisputeFile = DisputeSummary.extend({
  stripeDisputeId: z.string(),
  buyerEmail: z.string(),
  /** What the bank charges for it. */
  feeMinor: z.number().int(),
  shares: z.array(z.object({ itemId: z.string(), title: z.string(), sellerName: z.string(), amountMinor: z.number().int() })),
  /** What we know now. */
  collected: Evidence,
  /** What Stripe has from us; null for nothing. */
  sent: Evidence.nullable(),
});
export type DisputeFile = z.infer<typeof DisputeFile>;
