import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { deliverMissed, replayUndelivered } from './replay.queries';

const AT_ONCE = 1_000;

/**
 * Sends an endpoint again, from the first attempt, what it did not take since then, and what was published while it was disabled; the oldest
 * thousand of each. The caller has checked who asks and holds the endpoint's row. Answers how many.
 */
export async function replayDeliveries(tx: ServiceTx, { endpointId, since, at }: { endpointId: string; since: Date; at: Date }): Promise<number> {
  const again = await replayUndelivered(tx, { endpointId, since, at, limit: AT_ONCE });
  const ids = Array.from({ length: AT_ONCE }, () => newId('webhookDelivery', at.getTime()));
  return again + (await deliverMissed(tx, { endpointId, since, at, ids }));
}
