import { z } from 'zod';
import type { SubscriptionFact } from './to-subscription-fact';

/** What Stripe says of one refund. */
export interface RefundFact {
  stripeRefundId: string;
  /** Our refund, when we asked for it; null when it was made in Stripe's dashboard. */
  refundId: string | null;
  amountMinor: number;
  status: 'pending' | 'succeeded' | 'failed';
  at: Date;
}

/** What Stripe says of one dispute. `inquiry` took no money; `closed` is an inquiry that ended. */
export interface DisputeFact {
  stripeDisputeId: string;
  status: 'inquiry' | 'needs_response' | 'under_review' | 'won' | 'lost' | 'closed';
  reason: string;
  amountMinor: number;
  /** What it has cost until now: the fee of the withdrawal, and of contesting while that is not given back. 0 for an inquiry. */
  feeMinor: number;
  /** How many movements of our balance make up the fee. Stripe only adds to them: of two facts the one with more is the younger. */
  movementCount: number;
  evidenceDueAt: Date | null;
  at: Date;
}

/** Where the parcels go; empty text for what was not asked. */
export interface AddressFact {
  name: string;
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  /** ISO 3166 alpha-2. */
  country: string;
  phone: string;
}

/** All that Stripe's objects tell of an order, in our words. Amounts in minor units, currency in small letters. */
export interface PaymentFact {
  orderId: string | null;
  /** Null for an invoice that no session led to: a renewal. */
  sessionId: string | null;
  /** The invoice it was paid by, where something recurring is bought. */
  invoiceId?: string;
  /** What it opened or goes on with; Stripe was asked for both in one go. */
  subscription?: SubscriptionFact;
  livemode: boolean;
  /** `awaiting`: the buyer is done, the bank is not. `failed`: the bank said no afterwards. */
  state: 'open' | 'expired' | 'awaiting' | 'paid' | 'failed';
  /** What was paid in money. Tax included. */
  amountMinor: number;
  /** What a credit of the customer's paid beside it. */
  creditMinor?: number;
  /** What an invoice left its customer as credit. */
  grantedMinor?: number;
  taxMinor: number;
  currency: string;
  paymentIntentId: string | null;
  chargeId: string | null;
  method: string;
  address: AddressFact | null;
  at: Date;
  refunds: RefundFact[];
  disputes: DisputeFact[];
}

/** The objects lack a field we use, or hold it in another form: nothing may be done on a guess. */
export class UnreadableFactError extends Error {
  override readonly name = 'UnreadableFactError';
}

const words = z.string().nullish().transform((text) => (text ?? '').slice(0, 200));
// Only what we use, whatever else an API version brings.
const Charge = z.object({ id: z.string(), created: z.number().int(), payment_method_details: z.object({ type: z.string() }).nullish() });
export const Intent = z.object({ id: z.string(), status: z.string(), created: z.number().int(), latest_charge: Charge.nullish() });
const Shipping = z.object({
  name: words,
  address: z.object({ line1: words, line2: words, city: words, state: words, postal_code: words, country: z.string().regex(/^[A-Z]{2}$/) }),
});
const Session = z.object({
  id: z.string(),
  livemode: z.boolean(),
  status: z.enum(['open', 'complete', 'expired']),
  payment_status: z.enum(['paid', 'unpaid', 'no_payment_required']),
  amount_total: z.number().int().min(0),
  currency: z.string().regex(/^[a-z]{3}$/),
  created: z.number().int(),
  client_reference_id: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  payment_intent: Intent.nullish(),
  total_details: z.object({ amount_tax: z.number().int().min(0) }).nullish(),
  collected_information: z.object({ shipping_details: Shipping.nullish() }).nullish(),
  customer_details: z.object({ phone: words }).nullish(),
});
export const Refund = z.object({
  id: z.string(),
  amount: z.number().int().positive(),
  status: z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']),
  created: z.number().int(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

export const Dispute = z.object({
  id: z.string(),
  status: z.enum(['warning_needs_response', 'warning_under_review', 'warning_closed', 'needs_response', 'under_review', 'won', 'lost', 'prevented', 'appeal_needs_response', 'appeal_under_review']),
  reason: z.string(),
  amount: z.number().int().min(0),
  created: z.number().int(),
  /** Every movement of our balance by the dispute, not only those Stripe lists on it: contesting has a fee of its own. */
  movements: z.array(z.object({ type: z.string(), amount: z.number().int(), fee: z.number().int() })),
  evidence_details: z.object({ due_by: z.number().int().nullish() }).nullish(),
});

const DISPUTE_STATES: Record<z.infer<typeof Dispute>['status'], DisputeFact['status']> = {
  warning_needs_response: 'inquiry',
  warning_under_review: 'inquiry',
  warning_closed: 'closed',
  prevented: 'closed',
  needs_response: 'needs_response',
  appeal_needs_response: 'needs_response',
  under_review: 'under_review',
  appeal_under_review: 'under_review',
  won: 'won',
  lost: 'lost',
};

function toDisputeFact(raw: z.infer<typeof Dispute>): DisputeFact {
  const due = raw.evidence_details?.due_by;
  return {
    stripeDisputeId: raw.id,
    status: DISPUTE_STATES[raw.status],
    reason: raw.reason,
    amountMinor: raw.amount,
    feeMinor: raw.movements.reduce((sum, { type, amount, fee }) => sum + fee - (type === 'stripe_fee' ? amount : 0), 0),
    movementCount: raw.movements.length,
    evidenceDueAt: due ? new Date(due * 1000) : null,
    at: new Date(raw.created * 1000),
  };
}

function toAddress({ collected_information, customer_details }: z.infer<typeof Session>): AddressFact | null {
  const shipping = collected_information?.shipping_details;
  if (!shipping) return null;
  const { line1, line2, city, state, postal_code, country } = shipping.address;
  return { name: shipping.name, line1, line2, city, region: state, postalCode: postal_code.slice(0, 40), country, phone: (customer_details?.phone ?? '').slice(0, 60) };
}

function stateOf(session: z.infer<typeof Session>): PaymentFact['state'] {
  if (session.status === 'open') return 'open';
  if (session.status === 'expired') return 'expired';
  if (session.payment_status !== 'unpaid') return 'paid';
  // A debit that bounced leaves the intent asking for another method, which a closed session cannot take.
  return ['requires_payment_method', 'canceled'].includes(session.payment_intent?.status ?? '') ? 'failed' : 'awaiting';
}

function refundStatus(status: z.infer<typeof Refund>['status']): RefundFact['status'] {
  if (status === 'succeeded') return 'succeeded';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending';
}

function toRefundFact(raw: z.infer<typeof Refund>): RefundFact {
  return { stripeRefundId: raw.id, refundId: raw.metadata?.refund_id ?? null, amountMinor: raw.amount, status: refundStatus(raw.status), at: new Date(raw.created * 1000) };
}

const oldestFirst = (a: { at: Date; id: string }, b: { at: Date; id: string }) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1);

/** What a payment's intent, refunds and disputes say, whatever asked for the payment. Pure. */
export function toMoneyFact({ intent, refunds, disputes }: { intent: z.infer<typeof Intent> | null; refunds: z.infer<typeof Refund>[]; disputes: z.infer<typeof Dispute>[] }) {
  const charge = intent?.latest_charge ?? null;
  return {
    paymentIntentId: intent?.id ?? null,
    chargeId: charge?.id ?? null,
    method: charge?.payment_method_details?.type ?? 'card',
    refunds: refunds.map(toRefundFact).sort((a, b) => oldestFirst({ at: a.at, id: a.stripeRefundId }, { at: b.at, id: b.stripeRefundId })),
    disputes: disputes.map(toDisputeFact).sort((a, b) => oldestFirst({ at: a.at, id: a.stripeDisputeId }, { at: b.at, id: b.stripeDisputeId })),
  };
}

/** What the objects say, read by a schema of what we use. Throws UnreadableFactError. Pure. */
export function readFact<Shape>(schema: z.ZodType<Shape>, raw: unknown): Shape {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw new UnreadableFactError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '));
  return parsed.data;
}

const Facts = z.object({ session: Session, refunds: z.array(Refund), disputes: z.array(Dispute) });

/**
 * Reads a Checkout session (with `payment_intent.latest_charge` expanded) and the refunds and disputes of its payment. Tolerant of everything it does
 * not use, so objects of another API version pass; throws UnreadableFactError when something it uses is missing or odd. Pure.
 */
export function toPaymentFact(rawSession: unknown, rawRefunds: unknown, rawDisputes: unknown): PaymentFact {
  const { session, refunds, disputes } = readFact(Facts, { session: rawSession, refunds: rawRefunds, disputes: rawDisputes });
  const intent = session.payment_intent ?? null;
  return {
    orderId: session.metadata?.order_id ?? session.client_reference_id ?? null,
    sessionId: session.id,
    livemode: session.livemode,
    state: stateOf(session),
    amountMinor: session.amount_total,
    taxMinor: session.total_details?.amount_tax ?? 0,
    currency: session.currency,
    address: toAddress(session),
    at: new Date((intent?.latest_charge?.created ?? intent?.created ?? session.created) * 1000),
    ...toMoneyFact({ intent, refunds, disputes }),
  };
}
