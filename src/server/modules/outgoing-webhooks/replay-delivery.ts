import type { ServiceTx } from '@/server/platform/db';
import { replayOne } from './replay.queries';

/** Sends one delivery again under its `webhook-id`, from the first attempt, whatever became of it. For verbs that have checked who asks; each call sends it once more. False when it is not there any more. */
export function replayDelivery(tx: ServiceTx, delivery: { deliveryId: string; at: Date }): Promise<boolean> {
  return replayOne(tx, delivery);
}
