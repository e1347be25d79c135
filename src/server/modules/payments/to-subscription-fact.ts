import { z } from 'zod';
import { UnreadableFactError } from './to-payment-fact';

export const SUBSCRIPTION_STATUSES = ['incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled'] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

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
  /** What a schedule turns it into, and when. */
  scheduled: { stripePriceId: string; at: Date } | null;
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
const Schedule = z.object({ status: z.string(), phases: z.array(Phase) });
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
  return next?.items[0] ? { stripePriceId: next.items[0].price, at: new Date(next.start_date * 1000) } : null;
}

function endedReasonOf({ status, cancellation_details: details }: Raw): SubscriptionFact['endedReason'] {
  if (status === 'incomplete_expired') return 'never_paid';
  if (status !== 'canceled') return null;
  return details?.reason === 'payment_failed' ? 'unpaid' : 'canceled';
}

/**
 * Reads a subscription (with `schedule` expanded, to know what is planned). Tolerant of everything it does not use; throws UnreadableFactError
 * when something it uses is missing or odd. `readAt` is when Stripe was asked. Pure.
 */
export function toSubscriptionFact(raw: unknown, readAt: Date): SubscriptionFact {
  const parsed = Subscription.safeParse(raw);
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
    scheduled: scheduledOf(data, periodEnd),
    latestInvoiceId: data.latest_invoice ?? null,
    customerId: data.customer,
    metadata: data.metadata ?? {},
    endedAt: endedReason === null ? null : (toDate(data.ended_at) ?? toDate(data.canceled_at) ?? readAt),
    endedReason,
    readAt,
  };
}
