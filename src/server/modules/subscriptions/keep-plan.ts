import { CLICK_MS, deadlineIn } from '@/server/modules/payments/call-stripe';
import { getSubscriptionFact } from '@/server/modules/payments/get-subscription-fact';
import { releaseStripeSchedule } from '@/server/modules/payments/release-stripe-schedule';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { assertOwnSubscription } from './assert-own-subscription';
import { readBack } from './read-back';

/** The holder, or whoever runs the organization that holds it. Takes back the change that is planned for the end of the period. Repeating it changes nothing. Throws NOT_FOUND, CONFLICT, UNAVAILABLE. */
export async function keepPlan(parts: Pick<Platform, 'db' | 'stripe'>, { viewer, subscriptionId }: { viewer: Viewer; subscriptionId: string }): Promise<void> {
  const { stripeSubscriptionId } = await assertOwnSubscription(parts.db, { viewer, subscriptionId });
  const { scheduleId } = await getSubscriptionFact(parts.stripe, { stripeSubscriptionId }, deadlineIn(CLICK_MS));
  if (scheduleId !== null) await releaseStripeSchedule(parts.stripe, scheduleId);
  await readBack(parts, stripeSubscriptionId);
}
