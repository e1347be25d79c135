import type { SubscriptionFact } from '@/server/modules/payments/to-subscription-fact';
import type { ServiceTx } from '@/server/platform/db';
import { endSubscription } from './end-subscription';
import { lockSubscription, writeState, type SubscriptionRecord } from './subscription-states.queries';

export type { SubscriptionRecord } from './subscription-states.queries';

/**
 * Brings a subscription to what Stripe says, in the caller's transaction: its state, period and plan, and at its end what it gave is closed. An
 * answer asked for earlier than the last one written changes nothing, and one that has ended stays so. May be repeated. Answers with the
 * subscription as it is now, or undefined for one that is not ours. Whoever stands above sees to what hangs on it there, such as a platform's tier.
 */
export async function syncSubscription(tx: ServiceTx, { fact, at }: { fact: SubscriptionFact; at: Date }): Promise<SubscriptionRecord | undefined> {
  const { stripeSubscriptionId, status, currentPeriodStart, currentPeriodEnd, trialEndsAt, cancelAt, scheduled, items, readAt, endedReason } = fact;
  const before = await lockSubscription(tx, { stripeSubscriptionId });
  if (!before) return undefined;
  const state = { subscriptionId: before.id, status, currentPeriodStart, currentPeriodEnd, trialEndsAt, cancelAt, isScheduled: scheduled !== null, priceId: items[0]?.priceId ?? null, readAt };
  if (!(await writeState(tx, state))) return before;
  if (endedReason !== null) await endSubscription(tx, { subscriptionId: before.id, reason: endedReason, at: fact.endedAt ?? at });
  return lockSubscription(tx, { stripeSubscriptionId });
}
