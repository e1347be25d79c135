import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { DeliveryStatus, WebhookDeliveryDetail, WebhookDeliveryView } from '@/shared/contracts/webhook-endpoints';
import type { KeysetPosition } from '@/shared/keyset-cursor';

type Instants = 'nextAttemptAt' | 'lastAttemptAt' | 'deliveredAt' | 'createdAt';
interface InstantColumns {
  nextAttemptAt: Date | null;
  lastAttemptAt: Date | null;
  deliveredAt: Date | null;
  createdAt: Date;
}
export type DeliveryRow = Omit<WebhookDeliveryView, Instants> & InstantColumns;
export type DeliveryDetailRow = Omit<WebhookDeliveryDetail, Instants> & InstantColumns;

const columns = Prisma.sql`
  d.id, d.event_id as "eventId", v.type, d.endpoint_id as "endpointId", e.url, d.status, d.attempts, d.replays, d.next_attempt_at as "nextAttemptAt", d.last_attempt_at as "lastAttemptAt",
  d.last_status as "lastStatus", d.last_error as "lastError", d.last_duration_ms as "lastDurationMs", d.delivered_at as "deliveredAt", d.created_at as "createdAt"`;

export interface DeliveryList {
  platformId: string;
  mode: PlatformMode;
  endpointId: string | null;
  status: DeliveryStatus | null;
  after: KeysetPosition | null;
  limit: number;
}

/** Newest first. */
export function listDeliveries(reader: Reader, { platformId, mode, endpointId, status, after, limit }: DeliveryList): Promise<DeliveryRow[]> {
  const ofEndpoint = endpointId === null ? Prisma.empty : Prisma.sql`and endpoint_id = ${endpointId}`;
  const ofStatus = status === null ? Prisma.empty : Prisma.sql`and status = ${status}`;
  const older = after === null ? Prisma.empty : Prisma.sql`and (created_at, id) < (${after.at}, ${after.id})`;
  return reader.rows<DeliveryRow>(Prisma.sql`
    with found as (
      select * from webhook_deliveries where platform_id = ${platformId} and mode = ${mode} ${ofEndpoint} ${ofStatus} ${older} order by created_at desc, id desc limit ${limit})
    select ${columns} from found d join outgoing_events v on v.id = d.event_id join webhook_endpoints e on e.id = d.endpoint_id order by d.created_at desc, d.id desc`);
}

export async function findDelivery(reader: Reader, { deliveryId, platformId }: { deliveryId: string; platformId: string }): Promise<DeliveryDetailRow | undefined> {
  const [row] = await reader.rows<DeliveryDetailRow>(Prisma.sql`
    select ${columns}, v.payload, d.last_answer as "lastAnswer"
    from webhook_deliveries d join outgoing_events v on v.id = d.event_id join webhook_endpoints e on e.id = d.endpoint_id where d.id = ${deliveryId} and d.platform_id = ${platformId}`);
  return row;
}
