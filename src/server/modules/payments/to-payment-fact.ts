import { z } from 'zod';

/** What Stripe says of one refund. */
export interface RefundFact {
  stripeRefundId: string;
  /** Our refund, when we asked for it; null when it was made in Stripe's dashboard. */
  refundId: string | null;
  amountMinor: number;
  status: 'pending' | 'succeeded' | 'failed';
  at: Date;
}

/** All that Stripe's objects tell of an order, in our words. Amounts in minor units, currency in small letters. */
export interface PaymentFact {
  orderId: string | null;
  sessionId: string;
  livemode: boolean;
  /** `awaiting`: the buyer is done, the bank is not. `failed`: the bank said no afterwards. */
  state: 'open' | 'expired' | 'awaiting' | 'paid' | 'failed';
  amountMinor: number;
  currency: string;
  paymentIntentId: string | null;
  chargeId: string | null;
  method: string;
  at: Date;
  refunds: RefundFact[];
}

/** The objects lack a field we use, or hold it in another form: nothing may be done on a guess. */
export class UnreadableFactError extends Error {
  override readonly name = 'UnreadableFactError';
}

// Only what we use, whatever else an API version brings.
const Charge = z.object({ id: z.string(), created: z.number().int(), payment_method_details: z.object({ type: z.string() }).nullish() });
const PaymentIntent = z.object({ id: z.string(), status: z.string(), created: z.number().int(), latest_charge: Charge.nullish() });
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
  payment_intent: PaymentIntent.nullish(),
});
const Refund = z.object({
  id: z.string(),
  amount: z.number().int().positive(),
  status: z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']),
  created: z.number().int(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

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

/**
 * Reads a Checkout session (with `payment_intent.latest_charge` expanded) and the refunds of its payment. Tolerant of everything it does
 * not use, so objects of another API version pass; throws UnreadableFactError when something it uses is missing or odd. Pure.
 */
export function toPaymentFact(rawSession: unknown, rawRefunds: unknown): PaymentFact {
  const parsed = z.object({ session: Session, refunds: z.array(Refund) }).safeParse({ session: rawSession, refunds: rawRefunds });
  if (!parsed.success) throw new UnreadableFactError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '));
  const { session, refunds } = parsed.data;
  const charge = session.payment_intent?.latest_charge ?? null;
  return {
    orderId: session.metadata?.order_id ?? session.client_reference_id ?? null,
    sessionId: session.id,
    livemode: session.livemode,
    state: stateOf(session),
    amountMinor: session.amount_total,
    currency: session.currency,
    paymentIntentId: session.payment_intent?.id ?? null,
    chargeId: charge?.id ?? null,
    method: charge?.payment_method_details?.type ?? 'card',
    at: new Date((charge?.created ?? session.payment_intent?.created ?? session.created) * 1000),
    refunds: refunds.map(toRefundFact).sort((a, b) => a.at.getTime() - b.at.getTime() || (a.stripeRefundId < b.stripeRefundId ? -1 : 1)),
  };
}
