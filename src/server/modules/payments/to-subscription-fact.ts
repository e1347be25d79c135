import { z } from 'zod';
import { UnreadableFactError } from './to-payment-fact';

export const SUBSCRIPTION_STATUSES = ['incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled'] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** An invoice that waits for its money. Amount in minor units. */
export interface OpenInvoice {
  invoiceId: string;
  amountMinor: number;
  currency: string;
  dueAt: Date;
  /** When Stripe tries again by itself. */
  nextAttemptAt: Date | null;
  /** Stripe's own page to pay it on, also with a bank that asks for more than a card number. */
  payUrl: string | null;
}

/** All that Stripe tells of a subscription, in our words. */
export interface SubscriptionFact {
  stripeSubscriptionId: string;
  livemode: boolean;
  /** `canceled` is the end, also of one whose first payment never came. */
  status: SubscriptionStatus;
  stripePriceIds: string[];
  /** `priceId` is our price, where the price at Stripe was made for one. */
  items: { stripeItemId: string; stripePriceId: string; priceId: string | null; quantity: number }[];
  currentPeriodStart: Date;
  currentPeriodEnd: Date;
  trialEndsAt: Date | null;
  /** When it ends by itself; null while it goes on. */
  cancelAt: Date | null;
  /** The schedule it is under; while there is one, Stripe takes a cancellation only after its release. */
  scheduleId: string | null;
  /** What a schedule turns it into, and when. `priceId` is our price, where we made the schedule. */
  scheduled: { stripePriceId: string; priceId: string | null; at: Date } | null;
  /** What is due and was not paid, oldest first; asked for only when the status says so. */
  openInvoices: OpenInvoice[];
  latestInvoiceId: string | null;
  customerId: string;
  metadata: Record<string, string>;
  endedAt: Date | null;
  /** Why it ended: somebody ended it, Stripe gave up on a payment, or the first payment never came. */
  endedReason: 'canceled' | 'unpaid' | 'never_paid' | null;
  /** When Stripe was asked; of two facts the one asked later is the younger. */
  readAt: Date;
}

const reference = z.union([z.string(), z.object({ id: z.string() })]).transform((value) => (typeof value === 'string' ? value : value.id));
const seconds = z.number().int();
const Price = z.object({ id: z.string(), metadata: z.record(z.string(), z.string()).nullish() });
// The period stands on the items only, and one subscription of ours has one.
const Item = z.object({ id: z.string(), quantity: z.number().int().nullish(), price: Price, current_period_start: seconds, current_period_end: seconds });
const Phase = z.object({ start_date: seconds, items: z.array(z.object({ price: reference })).min(1) });
const Schedule = z.object({ id: z.string(), status: z.string(), phases: z.array(Phase), metadata: z.record(z.string(), z.string()).nullish() });
const Invoices = z.array(z.object({
  id: z.string(),
  amount_remaining: z.number().int(),
  currency: z.string(),
  created: seconds,
  status_transitions: z.object({ finalized_at: seconds.nullish() }).nullish(),
  next_payment_attempt: seconds.nullish(),
  hosted_invoice_url: z.string().nullish(),
}));
const Subscription = z.object({
  id: z.string(),
  livemode: z.boolean(),
  status: z.enum([...SUBSCRIPTION_STATUSES, 'incomplete_expired']),
  customer: reference,
  metadata: z.record(z.string(), z.string()).nullish(),
  items: z.object({ data: z.array(Item).min(1) }),
  trial_end: seconds.nullish(),
  cancel_at: seconds.nullish(),
  cancel_at_period_end: z.boolean().nullish(),
  ended_at: seconds.nullish(),
  canceled_at: seconds.nullish(),
  cancellation_details: z.object({ reason: z.string().nullish() }).nullish(),
  latest_invoice: reference.nullish(),
  schedule: z.union([z.string(), Schedule]).nullish(),
});
type Raw = z.infer<typeof Subscription>;

const toDate = (time: number | null | undefined) => (time === null || time === undefined ? null : new Date(time * 1000));

/** The next phase of a schedule that is still running. */
function scheduledOf({ schedule }: Raw, periodEnd: number): SubscriptionFact['scheduled'] {
  if (!schedule || typeof schedule === 'string' || !['active', 'not_started'].includes(schedule.status)) return null;
  const next = schedule.phases.find((phase) => phase.start_date >= periodEnd);
  return next?.items[0] ? { stripePriceId: next.items[0].price, priceId: schedule.metadata?.price_id ?? null, at: new Date(next.start_date * 1000) } : null;
}

function scheduleIdOf({ schedule }: Raw): string | null {
  if (!schedule || typeof schedule === 'string') return schedule ?? null;
  return ['active', 'not_started'].includes(schedule.status) ? schedule.id : null;
}

function toOpenInvoices(raw: z.infer<typeof Invoices>): OpenInvoice[] {
  const open = raw.map(({ id, amount_remaining, currency, created, status_transitions, next_payment_attempt, hosted_invoice_url }) => ({
    invoiceId: id,
    amountMinor: amount_remaining,
    currency,
    dueAt: new Date((status_transitions?.finalized_at ?? created) * 1000),
    nextAttemptAt: toDate(next_payment_attempt),
    payUrl: hosted_invoice_url ?? null,
  }));
  return open.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.invoiceId.localeCompare(b.invoiceId));
}

function endedReasonOf({ status, cancellation_details: details }: Raw): SubscriptionFact['endedReason'] {
  if (status === 'incomplete_expired') return 'never_paid';
  if (status !== 'canceled') return null;
  return details?.reason === 'payment_failed' ? 'unpaid' : 'canceled';
}

/**
 * Reads a subscription (with `schedule` expanded, to know what is planned). Tolerant of everything it does not use; throws UnreadableFactError
 * when something it uses is missing or odd. `readAt` is when Stripe was asked, `open` its unpaid invoices. Pure.
 */
export function toSubscriptionFact(raw: unknown, readAt: Date, open: unknown = []): SubscriptionFact {
  const parsed = Subscription.safeParse(raw);
  const invoices = Invoices.safeParse(open);
  if (!invoices.success) throw new UnreadableFactError('an open invoice of the subscription');
  if (!parsed.success) throw new UnreadableFactError(parsed.error.issues.map((issue) => `subscription.${issue.path.join('.')} ${issue.message}`).join('; '));
  const { data } = parsed;
  const items = data.items.data;
  const periodEnd = Math.min(...items.map((item) => item.current_period_end));
  const endedReason = endedReasonOf(data);
  return {
    stripeSubscriptionId: data.id,
    livemode: data.livemode,
    status: data.status === 'incomplete_expired' ? 'canceled' : data.status,
    stripePriceIds: items.map((item) => item.price.id),
    items: items.map(({ id, price, quantity }) => ({ stripeItemId: id, stripePriceId: price.id, priceId: price.metadata?.price_id ?? null, quantity: quantity ?? 1 })),
    currentPeriodStart: new Date(Math.max(...items.map((item) => item.current_period_start)) * 1000),
    currentPeriodEnd: new Date(periodEnd * 1000),
    trialEndsAt: toDate(data.trial_end),
    cancelAt: toDate(data.cancel_at) ?? (data.cancel_at_period_end ? new Date(periodEnd * 1000) : null),
    scheduleId: scheduleIdOf(data),
    scheduled: scheduledOf(data, periodEnd),
    openInvoices: toOpenInvoices(invoices.data),
    latestInvoiceId: data.latest_invoice ?? null,
    customerId: data.customer,
    metadata: data.metadata ?? {},
    endedAt: endedReason === null ? null : (toDate(data.ended_at) ?? toDate(data.canceled_at) ?? readAt),
    endedReason,
    readAt,
  };
}
