import type { ServiceTx } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';

export interface NewEvent {
  id: string;
  platformId: string;
  mode: PlatformMode;
  type: string;
  payload: string;
  dedupeKey: string;
  at: Date;
}

/** False when its cause was told before: the unique key decides between two at once. */
export async function insertEvent(tx: ServiceTx, e: NewEvent): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into outgoing_events (id, platform_id, mode, type, payload, dedupe_key, created_at) values (${e.id}, ${e.platformId}, ${e.mode}, ${e.type}, ${e.payload}, ${e.dedupeKey}, ${e.at})
    on conflict (platform_id, mode, dedupe_key) do nothing`;
  return written === 1;
}

/** Endpoints that asked for this type; locked against being deleted or disabled until the delivery is written, so that disabling gives it up as well. */
export async function listReceivers(tx: ServiceTx, { platformId, mode, type }: { platformId: string; mode: PlatformMode; type: string }): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from webhook_endpoints where platform_id = ${platformId} and mode = ${mode} and ${type} = any (event_types) and disabled_at is null order by id for share`;
  return rows.map(({ id }) => id);
}

export interface NewDeliveries {
  /** One per endpoint. */
  ids: string[];
  endpointIds: string[];
  eventId: string;
  platformId: string;
  mode: PlatformMode;
  at: Date;
}

export async function insertDeliveriesWithJobs(tx: ServiceTx, { ids, endpointIds, eventId, platformId, mode, at }: NewDeliveries): Promise<void> {
  await tx.$executeRaw`
    with written as (
      insert into webhook_deliveries (id, event_id, endpoint_id, platform_id, mode, next_attempt_at, created_at)
      select n.id, ${eventId}, n.endpoint_id, ${platformId}, ${mode}, ${at}, ${at} from unnest(${ids}::text[], ${endpointIds}::text[]) n (id, endpoint_id)
      on conflict (event_id, endpoint_id) do nothing returning id)
    select app.enqueue('deliver-webhook', json_build_object('deliveryId', id), 'webhook:' || id) from written`;
}
