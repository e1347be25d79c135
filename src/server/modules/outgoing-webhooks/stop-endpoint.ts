import type { ServiceTx } from '@/server/platform/db';
import { disableEndpoint } from './delivery.queries';

/** Its owner stops an endpoint: nothing more is sent, and what waited is given up until it is replayed. For verbs that have checked who asks. May be repeated. */
export async function stopEndpoint(tx: ServiceTx, { endpointId, at }: { endpointId: string; at: Date }): Promise<void> {
  await disableEndpoint(tx, { endpointId, reason: 'owner', at });
}
