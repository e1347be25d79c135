import { CLICK_MS, deadlineIn } from '@/server/modules/payments/call-stripe';
import { getSubscriptionFact } from '@/server/modules/payments/get-subscription-fact';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { syncSubscription } from './sync-subscription';

/** After something was asked of Stripe: writes what Stripe now says of the subscription. What hangs on it elsewhere follows with the webhook. Throws UNAVAILABLE; then the webhook brings it. */
export async function readBack({ db, stripe }: Pick<Platform, 'db' | 'stripe'>, stripeSubscriptionId: string): Promise<void> {
  const fact = await getSubscriptionFact(stripe, { stripeSubscriptionId }, deadlineIn(CLICK_MS));
  await db.asService('what Stripe says of a subscription is written by the service alone', (tx) => syncSubscription(tx, { fact, at: clock.now() }));
}
