import { revokeBySubscription } from '@/server/modules/entitlements/revoke-by-subscription';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { endAtStripe } from './end-at-stripe';
import { writeEnd, type EndedReason } from './subscription-states.queries';

/** Ends a subscription, closes all it gave and tells its buyer, in the caller's transaction, and at Stripe after it; true when this call did. A repeat changes nothing. */
export async function endSubscription(tx: ServiceTx, { subscriptionId, reason, at }: { subscriptionId: string; reason: EndedReason; at: Date }): Promise<boolean> {
  const ended = await writeEnd(tx, { subscriptionId, reason, endedAt: at });
  if (!ended) return false;
  await revokeBySubscription(tx, { subscriptionId, reason, at });
  const dedupeKey = `ended:${subscriptionId}`;
  await enqueue(tx, { task: 'tell-subscriber', payload: { subscriptionId, kind: 'ended', dedupeKey, at: at.toISOString(), amountMinor: null, nextAttemptAt: null }, key: dedupeKey });
  await endAtStripe(tx, ended.stripeSubscriptionId);
  return true;
}
