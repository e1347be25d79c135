import type { OpenInvoice, SubscriptionStatus } from '@/server/modules/payments/to-subscription-fact';
import { DAY_MS } from '@/shared/time';

/** How long everything goes on after a payment was due and failed. */
export const GRACE_MS = 7 * DAY_MS;
/** How long before its end the grace is spoken of once more. */
export const REMINDER_MS = 2 * DAY_MS;

/** What we make of what Stripe says: until when an unpaid subscription still counts, and since when it does not. */
export interface Standing {
  graceEndsAt: Date | null;
  lapsedAt: Date | null;
}

export interface StandingFacts {
  status: SubscriptionStatus;
  currentPeriodStart: Date;
  openInvoices: readonly Pick<OpenInvoice, 'dueAt'>[];
}

/**
 * The standing at a moment, out of one answer of Stripe's alone: whatever was heard before, late, twice or never does not matter. The grace counts
 * from the oldest invoice that is due, so that a second unpaid month does not begin it anew. Pure.
 */
export function decideStanding({ status, currentPeriodStart, openInvoices }: StandingFacts, at: Date): Standing {
  if (status === 'active' || status === 'trialing' || status === 'canceled') return { graceEndsAt: null, lapsedAt: null };
  const [oldest] = openInvoices;
  const graceEndsAt = new Date((oldest?.dueAt ?? currentPeriodStart).getTime() + GRACE_MS);
  return { graceEndsAt, lapsedAt: at >= graceEndsAt ? graceEndsAt : null };
}
