import type { ServiceTx } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import { newId } from '@/shared/ids';
import { insertDeliveriesWithJobs } from './publish.queries';

export interface DeliveriesToMake {
  eventId: string;
  endpointIds: string[];
  platformId: string;
  mode: PlatformMode;
  at: Date;
}

/** Writes a delivery of an event to each of these endpoints, with its job. Those it was given to before are left alone. For verbs that have chosen the endpoints. */
export async function enqueueDeliveries(tx: ServiceTx, { eventId, endpointIds, platformId, mode, at }: DeliveriesToMake): Promise<void> {
  if (endpointIds.length === 0) return;
  const ids = endpointIds.map(() => newId('webhookDelivery', at.getTime()));
  await insertDeliveriesWithJobs(tx, { ids, endpointIds, eventId, platformId, mode, at });
}
