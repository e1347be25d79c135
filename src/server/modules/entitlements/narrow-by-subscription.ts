import type { ServiceTx } from '@/server/platform/db';
import { revokeNotIncluded } from './entitlement-grants.queries';

/** Why a membership's key ended that a bigger one had opened. */
const SMALLER_PLAN = 'smaller_plan';

/** Takes back what a membership opened and, after its plan became smaller, does not include any more, in the caller's transaction. What is not included by any tier now stays: it was opened in good time. */
export async function narrowBySubscription(tx: ServiceTx, narrowed: { subscriptionId: string; includedTiers: readonly string[]; at: Date }): Promise<void> {
  await revokeNotIncluded(tx, { ...narrowed, reason: SMALLER_PLAN });
}
