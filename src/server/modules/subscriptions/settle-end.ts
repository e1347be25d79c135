import { cancelStripeSubscription } from '@/server/modules/payments/cancel-stripe-subscription';
import { voidStripeInvoices } from '@/server/modules/payments/void-stripe-invoices';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { writeStripeEnd } from './subscription-states.queries';

/**
 * Ends a subscription at Stripe at once, and takes back what is still to be paid of it: an end leaves its open invoices payable. That it is done is
 * written down. May be called at any time and any number of times. Throws UNAVAILABLE.
 */
export async function settleEnd({ db, stripe }: Pick<Platform, 'db' | 'stripe'>, { stripeSubscriptionId }: { stripeSubscriptionId: string }): Promise<void> {
  await cancelStripeSubscription(stripe, stripeSubscriptionId);
  await voidStripeInvoices(stripe, stripeSubscriptionId);
  await db.asService('what Stripe says of a subscription is written by the service alone', (tx) => writeStripeEnd(tx, { stripeSubscriptionId, at: clock.now() }));
}
