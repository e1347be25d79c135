import { revokeBySubscription } from '@/server/modules/entitlements/revoke-by-subscription';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { writeEnd, type EndedReason } from './subscription-states.queries';

/** Ends a subscription here, closes all it gave and tells its buyer, in the caller's transaction; true when this call did. A repeat changes nothing. Ending it at Stripe is another's work. */
export async function endSubscription(tx: ServiceTx, { subscriptionId, reason, at }: { subscriptionId: string; reason: EndedReason; at: Date }): Promise<boolean> {
  if (!(await writeEnd(tx, { subscriptionId, reason, endedAt: at }))) return false;
  await revokeBySubscription(tx, { subscriptionId, reason, at });
  const dedupeKey = `ended:${subscriptionId}`;
  await enqueue(tx, { task: 'tell-subscriber', payload: { subscriptionId, kind: 'ended', dedupeKey, at: at.toISOString(), amountMinor: null, nextAttemptAt: null }, key: dedupeKey });
  return true;
}
