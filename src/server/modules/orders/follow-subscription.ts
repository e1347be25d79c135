import type { SubscriptionFact } from '@/server/modules/payments/to-subscription-fact';
import { syncSubscription, type SubscriptionRecord } from '@/server/modules/subscriptions/sync-subscription';
import type { ServiceTx } from '@/server/platform/db';
import { kindOf } from './kinds/kind-of';

/**
 * Brings a subscription to what Stripe says, in the caller's transaction, and with it what its kind of product hangs on it, such as a customer's
 * tier on a platform. Repeating it changes nothing. Undefined for a subscription that is not ours.
 */
export async function followSubscription(tx: ServiceTx, { fact, at }: { fact: SubscriptionFact; at: Date }): Promise<SubscriptionRecord | undefined> {
  const subscription = await syncSubscription(tx, { fact, at });
  if (subscription) await kindOf(subscription.kind).onSubscription?.(tx, { subscription, at });
  return subscription;
}
