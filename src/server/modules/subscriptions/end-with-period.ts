import { CLICK_MS, deadlineIn } from '@/server/modules/payments/call-stripe';
import { getSubscriptionFact } from '@/server/modules/payments/get-subscription-fact';
import { releaseStripeSchedule } from '@/server/modules/payments/release-stripe-schedule';
import { setStripeCancellation } from '@/server/modules/payments/set-stripe-cancellation';
import type { Platform } from '@/server/platform/platform';
import { readBack } from './read-back';

/** Lets a subscription end with its period at Stripe, and writes what Stripe then says; a planned change of plan goes with it. Repeating it changes nothing. Throws UNAVAILABLE. */
export async function endWithPeriod(parts: Pick<Platform, 'db' | 'stripe'>, { stripeSubscriptionId }: { stripeSubscriptionId: string }): Promise<void> {
  const { stripe } = parts;
  const { scheduleId, cancelAt, endedAt } = await getSubscriptionFact(stripe, { stripeSubscriptionId }, deadlineIn(CLICK_MS));
  // Stripe takes no cancellation of what is under a schedule.
  if (scheduleId !== null && endedAt === null) await releaseStripeSchedule(stripe, scheduleId);
  if (cancelAt === null && endedAt === null) await setStripeCancellation(stripe, { stripeSubscriptionId, atPeriodEnd: true });
  await readBack(parts, stripeSubscriptionId);
}
