import { CLICK_MS, deadlineIn } from '@/server/modules/payments/call-stripe';
import { getSubscriptionFact } from '@/server/modules/payments/get-subscription-fact';
import { releaseStripeSchedule } from '@/server/modules/payments/release-stripe-schedule';
import { setStripeCancellation } from '@/server/modules/payments/set-stripe-cancellation';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { assertOwnSubscription } from './assert-own-subscription';
import { readBack } from './read-back';

/**
 * The holder, or whoever runs the organization that holds it. Lets a subscription end with its period, a trial with the trial; a planned change of
 * plan goes with it. Repeating it changes nothing. Throws NOT_FOUND, CONFLICT, UNAVAILABLE.
 */
export async function cancelRenewal(parts: Pick<Platform, 'db' | 'stripe'>, { viewer, subscriptionId }: { viewer: Viewer; subscriptionId: string }): Promise<void> {
  const { stripe } = parts;
  const { stripeSubscriptionId } = await assertOwnSubscription(parts.db, { viewer, subscriptionId });
  const { scheduleId, cancelAt, endedAt } = await getSubscriptionFact(stripe, { stripeSubscriptionId }, deadlineIn(CLICK_MS));
  // Stripe takes no cancellation of what is under a schedule.
  if (scheduleId !== null && endedAt === null) await releaseStripeSchedule(stripe, scheduleId);
  if (cancelAt === null && endedAt === null) await setStripeCancellation(stripe, { stripeSubscriptionId, atPeriodEnd: true });
  await readBack(parts, stripeSubscriptionId);
}
