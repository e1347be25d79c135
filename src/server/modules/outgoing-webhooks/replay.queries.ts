import type { ServiceTx } from '@/server/platform/db';

/** Between two jobs of a replay, so that a thousand do not come at once. */
const APART_MS = 50;

/** Begins a new series of attempts for what was not delivered since then, oldest first; each with its job. Rows are locked in id order. */
export function replayUndelivered(tx: ServiceTx, { endpointId, since, at, limit }: { endpointId: string; since: Date; at: Date; limit: number }): Promise<number> {
  return tx.$executeRaw`
    with chosen as (
      select id from webhook_deliveries where id in (
        select id from webhook_deliveries where endpoint_id = ${endpointId} and status in ('failed', 'dead') and created_at >= ${since} order by created_at, id limit ${limit})
      order by id for no key update),
    again as (
      update webhook_deliveries d set status = 'pending', attempts = 0, replays = d.replays + 1, next_attempt_at = ${at} from chosen where d.id = chosen.id returning d.id),
    placed as (select id, row_number() over (order by id) as place from again)
    select id, app.enqueue('deliver-webhook', json_build_object('deliveryId', id), 'webhook:' || id, ${at}::timestamptz + place * ${APART_MS} * interval '1 millisecond') from placed`;
}

/** Writes deliveries of events that were published, since then, while the endpoint took none; each with its job. `ids` are taken in turn. */
export function deliverMissed(tx: ServiceTx, { endpointId, since, at, ids }: { endpointId: string; since: Date; at: Date; ids: string[] }): Promise<number> {
  return tx.$executeRaw`
    with missed as (
      select v.id, v.platform_id, v.mode, row_number() over (order by v.created_at, v.id) as place
      from webhook_endpoints e join outgoing_events v on v.platform_id = e.platform_id and v.mode = e.mode and v.type = any (e.event_types)
      where e.id = ${endpointId} and v.created_at >= ${since} and not exists (select 1 from webhook_deliveries d where d.event_id = v.id and d.endpoint_id = e.id)
      order by v.created_at, v.id limit ${ids.length}),
    written as (
      insert into webhook_deliveries (id, event_id, endpoint_id, platform_id, mode, next_attempt_at, created_at)
      select n.id, m.id, ${endpointId}, m.platform_id, m.mode, ${at}, ${at} from missed m join unnest(${ids}::text[]) with ordinality n (id, place) on n.place = m.place
      on conflict (event_id, endpoint_id) do nothing returning id),
    placed as (select id, row_number() over (order by id) as place from written)
    select id, app.enqueue('deliver-webhook', json_build_object('deliveryId', id), 'webhook:' || id, ${at}::timestamptz + place * ${APART_MS} * interval '1 millisecond') from placed`;
}

/** Begins a new series of attempts for one delivery, whatever became of it, with its job. False when it is not there. */
export async function replayOne(tx: ServiceTx, { deliveryId, at }: { deliveryId: string; at: Date }): Promise<boolean> {
  const made = await tx.$executeRaw`
    with again as (update webhook_deliveries set status = 'pending', attempts = 0, replays = replays + 1, next_attempt_at = ${at}, delivered_at = null where id = ${deliveryId} returning id)
    select id, app.enqueue('deliver-webhook', json_build_object('deliveryId', id), 'webhook:' || id) from again`;
  return made > 0;
}
