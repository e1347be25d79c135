import { Prisma } from '@generated/client';
import type { ServiceTx } from '@/server/platform/db';

/** A delivery that was taken for sending. */
export interface TakenDelivery {
  id: string;
  endpointId: string;
  eventId: string;
  /** With this one. */
  attempts: number;
  replays: number;
  url: string;
  payload: string;
  /** Sealed; the one that stays first. */
  secrets: string[];
}

/**
 * Takes a delivery that is due, until `until`: of two workers one gets it, and after a worker's death the next may. Undefined when it is not due, was
 * delivered, or its endpoint is disabled.
 */
export async function takeDelivery(tx: ServiceTx, { deliveryId, at, due, until }: { deliveryId: string; at: Date; due: Date; until: Date }): Promise<TakenDelivery | undefined> {
  const [row] = await tx.$queryRaw<TakenDelivery[]>`
    update webhook_deliveries d set attempts = d.attempts + 1, last_attempt_at = ${at}, next_attempt_at = ${until}
    from outgoing_events v, webhook_endpoints e
    where d.id = ${deliveryId} and d.next_attempt_at <= ${due} and v.id = d.event_id and e.id = d.endpoint_id and e.disabled_at is null
    returning d.id, d.endpoint_id as "endpointId", d.event_id as "eventId", d.attempts, d.replays, e.url, v.payload,
      (select array_agg(s.secret order by s.expires_at desc nulls first) from webhook_secrets s where s.endpoint_id = e.id and (s.expires_at is null or s.expires_at > ${at})) as secrets`;
  return row;
}

export async function findPlatformOf(tx: ServiceTx, deliveryId: string): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ platformId: string }[]>`select platform_id as "platformId" from webhook_deliveries where id = ${deliveryId}`;
  return row?.platformId;
}

/** The one of a platform that has waited longest. */
export async function findNextDue(tx: ServiceTx, { platformId, due }: { platformId: string; due: Date }): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    select d.id from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
    where d.platform_id = ${platformId} and d.next_attempt_at <= ${due} and e.disabled_at is null order by d.next_attempt_at limit 1`;
  return row?.id;
}

export interface AttemptMade {
  deliveryId: string;
  attempts: number;
  replays: number;
  status: 'delivered' | 'failed' | 'dead';
  nextAttemptAt: Date | null;
  lastStatus: number | null;
  lastAnswer: string | null;
  lastError: string | null;
  durationMs: number;
  at: Date;
}

/** Writes what came of an attempt, unless another one was begun meanwhile: a younger attempt's word counts. */
export async function recordAttempt(tx: ServiceTx, a: AttemptMade): Promise<boolean> {
  const written = await tx.$executeRaw`
    update webhook_deliveries set status = ${a.status}, next_attempt_at = ${a.nextAttemptAt}, last_status = ${a.lastStatus}, last_answer = ${a.lastAnswer}, last_error = ${a.lastError},
      last_duration_ms = ${a.durationMs}, delivered_at = case when ${a.status} = 'delivered' then ${a.at}::timestamptz else delivered_at end
    where id = ${a.deliveryId} and attempts = ${a.attempts} and replays = ${a.replays} and status <> 'delivered'`;
  return written === 1;
}

/** A good answer: what failed before it is forgotten. Before the delivery is written, as everywhere: the endpoint's row first, then deliveries. */
export async function clearFailing(tx: ServiceTx, endpointId: string): Promise<void> {
  await tx.$executeRaw`update webhook_endpoints set failing_since = null where id = ${endpointId} and failing_since is not null`;
}

export interface FailingEndpoint {
  platformId: string;
  platformName: string;
  sellerId: string;
  sellerSlug: string;
  url: string;
  failingSince: Date;
  isDisabled: boolean;
}

/** Notes a failure on the endpoint and locks its row. Undefined when it was deleted. */
export async function noteFailure(tx: ServiceTx, { endpointId, at }: { endpointId: string; at: Date }): Promise<FailingEndpoint | undefined> {
  const [row] = await tx.$queryRaw<FailingEndpoint[]>`
    update webhook_endpoints e set failing_since = coalesce(e.failing_since, ${at}) from platforms p join sellers s on s.id = p.seller_id
    where e.id = ${endpointId} and p.id = e.platform_id
    returning e.platform_id as "platformId", p.name as "platformName", p.seller_id as "sellerId", s.slug as "sellerSlug", e.url, e.failing_since as "failingSince", e.disabled_at is not null as "isDisabled"`;
  return row;
}

/** Stops an endpoint, and gives up what still waited for it; it can be replayed. */
export async function disableEndpoint(tx: ServiceTx, { endpointId, reason, at }: { endpointId: string; reason: 'owner' | 'failing' | 'gone'; at: Date }): Promise<void> {
  await tx.$executeRaw`update webhook_endpoints set disabled_at = ${at}, disabled_reason = ${reason}, updated_at = ${at} where id = ${endpointId} and disabled_at is null`;
  await tx.$executeRaw`
    update webhook_deliveries set status = 'dead', next_attempt_at = null, last_error = coalesce(last_error, 'the endpoint was disabled')
    where id in (select id from webhook_deliveries where endpoint_id = ${endpointId} and next_attempt_at is not null order by id for no key update)`;
}

/** Deliveries that are overdue: their job was lost, or a worker died with them. */
export function enqueueOverdue(tx: ServiceTx, { before, limit }: { before: Date; limit: number }): Promise<number> {
  return tx.$executeRaw`
    with overdue as (select id from webhook_deliveries where next_attempt_at < ${before} order by next_attempt_at limit ${limit})
    select id, app.enqueue('deliver-webhook', json_build_object('deliveryId', id), 'webhook:' || id) from overdue`;
}

export interface KeptSecret {
  endpointId: string;
  secret: string;
}

/** Signing secrets that do not begin with `prefix`, locked, in the order of their key. */
export function listSecretsSealedOtherwise(tx: ServiceTx, { prefix, limit }: { prefix: string; limit: number }): Promise<KeptSecret[]> {
  return tx.$queryRaw<KeptSecret[]>`
    select endpoint_id as "endpointId", secret from webhook_secrets where not starts_with(secret, ${prefix}) order by endpoint_id, secret limit ${limit} for update skip locked`;
}

export async function replaceSecret(tx: ServiceTx, { endpointId, secret, sealed }: KeptSecret & { sealed: string }): Promise<void> {
  await tx.$executeRaw`update webhook_secrets set secret = ${sealed} where endpoint_id = ${endpointId} and secret = ${secret}`;
}

/** Forgets events, with their deliveries, that nobody asks for any more. */
export function deleteEventsBefore(tx: ServiceTx, { before, limit }: { before: Date; limit: number }): Promise<number> {
  return tx.$executeRaw(Prisma.sql`delete from outgoing_events where id in (select id from outgoing_events where created_at < ${before} limit ${limit})`);
}
