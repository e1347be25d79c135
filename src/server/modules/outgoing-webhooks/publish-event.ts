import type { ServiceTx } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { OutgoingEventData, OutgoingEventType, OutgoingPayload } from '@/shared/contracts/outgoing-events';
import { newId } from '@/shared/ids';
import { enqueueDeliveries } from './enqueue-deliveries';
import { insertEvent, listReceivers } from './publish.queries';

export interface EventToPublish<Type extends OutgoingEventType> {
  platformId: string;
  mode: PlatformMode;
  type: Type;
  data: OutgoingEventData[Type];
  /** Names the cause (`limit:cst_…:calls:2026-11-01:80`): one cause, one event, however often it is published. */
  dedupeKey: string;
  at: Date;
}

/**
 * Tells a platform's developer that something happened: the event, a delivery to each endpoint that asked for its type, and their jobs exist if and
 * only if `tx` commits. Repeating it changes nothing.
 */
export async function publishEvent<Type extends OutgoingEventType>(tx: ServiceTx, { platformId, mode, type, data, dedupeKey, at }: EventToPublish<Type>): Promise<void> {
  const payload: OutgoingPayload<Type> = { type, timestamp: at.toISOString(), mode, data };
  const eventId = newId('outgoingEvent', at.getTime());
  const isNew = await insertEvent(tx, { id: eventId, platformId, mode, type, payload: JSON.stringify(payload), dedupeKey, at });
  if (!isNew) return;
  const endpointIds = await listReceivers(tx, { platformId, mode, type });
  await enqueueDeliveries(tx, { eventId, endpointIds, platformId, mode, at });
}
