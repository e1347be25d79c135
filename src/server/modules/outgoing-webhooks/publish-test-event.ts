import type { ServiceTx } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { OutgoingPayload } from '@/shared/contracts/outgoing-events';
import { newId } from '@/shared/ids';
import { enqueueDeliveries } from './enqueue-deliveries';
import { insertEvent } from './publish.queries';

/** Sends one endpoint an event that says it is a test. For verbs that have checked who asks. Each call sends another. */
export async function publishTestEvent(tx: ServiceTx, { endpointId, platformId, mode, at }: { endpointId: string; platformId: string; mode: PlatformMode; at: Date }): Promise<void> {
  const id = newId('outgoingEvent', at.getTime());
  const payload: OutgoingPayload<'webhook.test'> = { type: 'webhook.test', timestamp: at.toISOString(), mode, data: { message: 'This is a test. Nothing happened.' } };
  await insertEvent(tx, { id, platformId, mode, type: payload.type, payload: JSON.stringify(payload), dedupeKey: `test:${id}`, at });
  await enqueueDeliveries(tx, { eventId: id, endpointIds: [endpointId], platformId, mode, at });
}
