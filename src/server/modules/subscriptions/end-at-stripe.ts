import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { writeStripeEnd } from './subscription-states.queries';

/** Has a subscription ended at Stripe, once the caller's transaction commits and as often as it takes: by a job, and by the nightly sweep where that failed. */
export async function endAtStripe(tx: ServiceTx, stripeSubscriptionId: string): Promise<void> {
  await writeStripeEnd(tx, { stripeSubscriptionId, at: null });
  await enqueue(tx, { task: 'cancel-subscription', payload: { stripeSubscriptionId }, key: `cancel:${stripeSubscriptionId}` });
}
