import type Stripe from 'stripe';
import { clearable, text } from '../core/params';
import type { Field } from '../core/params';
import { invalidParam, missingResource } from '../core/refusal';

const LONGEST_TOTAL = 150_000;

/** Texts of at most 20,000 characters. */
const LONG_TEXTS = [
  'access_activity_log', 'cancellation_policy_disclosure', 'cancellation_rebuttal', 'duplicate_charge_explanation', 'product_description', 'refund_policy_disclosure', 'refund_refusal_explanation', 'uncategorized_text',
] as const;

/** Texts of at most 5,000. */
const SHORT_TEXTS = [
  'billing_address', 'customer_email_address', 'customer_name', 'customer_purchase_ip', 'duplicate_charge_id', 'service_date', 'shipping_address', 'shipping_carrier', 'shipping_date', 'shipping_tracking_number',
] as const;

const TEXTS = [...LONG_TEXTS, ...SHORT_TEXTS];

/** Evidence that is an uploaded file at Stripe; the double takes no uploads, so no id is known. */
const FILES = [
  'cancellation_policy', 'customer_communication', 'customer_signature', 'duplicate_charge_documentation', 'receipt', 'refund_policy', 'service_documentation', 'shipping_documentation', 'uncategorized_file',
] as const;

type TextName = (typeof TEXTS)[number];
type FileName = (typeof FILES)[number];

type EvidenceField = Field<string | null | undefined>;

const fieldsOf = <N extends string>(names: readonly N[], max: number): Record<N, EvidenceField> =>
  // Object.fromEntries forgets the keys it was given.
  Object.fromEntries(names.map((name) => [name, clearable(text({ max }))])) as Record<N, EvidenceField>;

/** The parameters under `evidence`. */
export const EVIDENCE = { ...fieldsOf(LONG_TEXTS, 20_000), ...fieldsOf(SHORT_TEXTS, 5000), ...fieldsOf(FILES, 5000) };

/** Evidence as sent: null clears a field, undefined leaves it. */
export type EvidenceInput = Record<TextName | FileName, string | null | undefined>;

/** A dispute's evidence before anything was said. */
export function noEvidence(): Stripe.Dispute.Evidence {
  const names: (TextName | FileName)[] = [...TEXTS, ...FILES];
  // The same: every name of the type is in the two lists, which the contract test checks.
  const empty = Object.fromEntries(names.map((name) => [name, null])) as Record<TextName | FileName, null>;
  return { ...empty, enhanced_evidence: {} };
}

/** What is known about the charge already, as Stripe fills it in by itself. */
export function evidenceFrom(charge: Stripe.Charge): Stripe.Dispute.Evidence {
  return { ...noEvidence(), customer_email_address: charge.billing_details.email, customer_name: charge.billing_details.name };
}

/** The evidence after applying what was sent. Throws for files and beyond 150,000 characters in all. */
export function mergeEvidence(stored: Stripe.Dispute.Evidence, sent: EvidenceInput): Stripe.Dispute.Evidence {
  for (const name of FILES) {
    const file = sent[name];
    if (typeof file === 'string') throw missingResource('file', file, `evidence[${name}]`);
  }
  const changed = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
  const merged: Stripe.Dispute.Evidence = { ...stored, ...changed };
  const length = TEXTS.reduce((sum, name) => sum + (merged[name]?.length ?? 0), 0);
  if (length > LONGEST_TOTAL) throw invalidParam(`The combined character count of all evidence fields is limited to 150,000, but yours is ${length}.`, { param: 'evidence' });
  return merged;
}
