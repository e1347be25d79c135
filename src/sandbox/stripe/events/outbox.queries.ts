import type { Pool } from 'pg';
import { inTransaction } from '../store/transaction';
import type { Sql } from '../store/transaction';

export interface ClaimedDelivery {
  id: string;
  eventId: string;
  endpointId: string;
  /** Tries made before this one. */
  attempts: number;
}

/** What came of one try. */
export interface Attempt {
  at: number;
  durationMs: number;
  status: number | null;
  error: string | null;
  response: string | null;
}

/** Takes due deliveries in their order; each is invisible to others for `leaseMs`, after which a crashed try is made again. */
export async function claimDue(sql: Sql, limit: number, leaseMs: number): Promise<ClaimedDelivery[]> {
  const now = Date.now();
  const { rows } = await sql.query<ClaimedDelivery>(
    `with due as (
       select id, next_attempt_at as was_due from stripe_double.deliveries
       where state = 'waiting' and next_attempt_at <= $1 order by next_attempt_at, id limit $2 for update skip locked
     ), taken as (
       update stripe_double.deliveries d set next_attempt_at = $3 from due where d.id = due.id
       returning d.id::text, d.event_id, d.endpoint_id, d.attempts, due.was_due
     )
     select id, event_id as "eventId", endpoint_id as "endpointId", attempts from taken order by was_due, id::bigint`,
    [now, limit, now + leaseMs],
  );
  return rows;
}

/** Milliseconds until the next waiting delivery is due; a long while when none is. */
export async function msUntilNextDue(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ next: string | null }>("select min(next_attempt_at) as next from stripe_double.deliveries where state = 'waiting'");
  const next = rows[0]?.next ?? null;
  return next === null ? 60_000 : Math.max(1, Number(next) - Date.now());
}

/** Writes the log of one try and what follows: delivered, another try in `retryInMs`, or given up (null). */
export async function settleAttempt(pool: Pool, delivery: ClaimedDelivery, { attempt, retryInMs }: { attempt: Attempt; retryInMs: number | null }): Promise<void> {
  const delivered = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
  const state = delivered ? 'delivered' : retryInMs === null ? 'given_up' : 'waiting';
  await inTransaction(pool, async (sql) => {
    await sql.query(
      `update stripe_double.deliveries set attempts = attempts + 1, state = $2, next_attempt_at = $3, last_status = $4, last_error = $5, delivered_at = $6 where id = $1`,
      [delivery.id, state, Date.now() + (retryInMs ?? 0), attempt.status, attempt.error, delivered ? Date.now() : null],
    );
    await recordAttempt(sql, delivery, attempt);
  });
}

/** Adds one try to the log. */
export async function recordAttempt(sql: Sql, delivery: Omit<ClaimedDelivery, 'attempts'>, attempt: Attempt): Promise<void> {
  await sql.query(
    'insert into stripe_double.delivery_attempts (delivery_id, event_id, endpoint_id, at, duration_ms, status, error, response) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [delivery.id, delivery.eventId, delivery.endpointId, attempt.at, attempt.durationMs, attempt.status, attempt.error, attempt.response],
  );
}

/** A try that was broken off by the double's own stop does not count. */
export async function putBack(sql: Sql, delivery: ClaimedDelivery): Promise<void> {
  await sql.query('update stripe_double.deliveries set next_attempt_at = $2 where id = $1', [delivery.id, Date.now()]);
}

/** After a restart everything waiting is tried at once: the endpoint was most likely restarted too. */
export async function releaseAfterRestart(sql: Sql): Promise<void> {
  await sql.query("update stripe_double.deliveries set next_attempt_at = least(next_attempt_at, $1) where state = 'waiting'", [Date.now()]);
}

/** How many deliveries of these events are still to be tried. */
export async function openDeliveriesOf(sql: Sql, eventIds: readonly string[]): Promise<number> {
  const { rows } = await sql.query<{ open: number }>("select count(*)::int as open from stripe_double.deliveries where state = 'waiting' and event_id = any($1::text[])", [eventIds]);
  return rows[0]?.open ?? 0;
}

/** The log of deliveries, newest first, for the control endpoint. */
export async function listDeliveries(sql: Sql, eventId: string | null): Promise<object[]> {
  const { rows } = await sql.query<object & Record<string, unknown>>(
    `select d.id::int, d.event_id as event, o.doc->>'type' as type, d.endpoint_id as endpoint, d.state, d.attempts, d.last_status as status, d.last_error as error,
       (select coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'status', a.status, 'error', a.error, 'duration_ms', a.duration_ms, 'response', a.response) order by a.id), '[]')
        from stripe_double.delivery_attempts a where a.delivery_id = d.id) as tries
     from stripe_double.deliveries d join stripe_double.objects o on o.id = d.event_id
     where $1::text is null or d.event_id = $1 order by d.id desc limit 500`,
    [eventId],
  );
  return rows;
}
