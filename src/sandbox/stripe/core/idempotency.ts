import type { Pool } from 'pg';
import type { Sql } from '../store/transaction';
import { Refusal } from './refusal';

/** A POST with an Idempotency-Key. */
export interface KeyedRequest {
  key: string;
  /** Equal for equal parameters. */
  fingerprint: string;
  route: string;
  requestId: string;
}

/** The first answer, to be given again. */
export interface SavedAnswer {
  status: number;
  body: string;
  requestId: string;
}

const KEPT_HOURS = 24;

/** The keys this process is working on. */
export type KeysAtWork = Set<string>;

/**
 * Claims a key, or answers what was saved under it. Within the process the set of keys at work decides, over restarts the table.
 * Throws 400 `idempotency_error` for other parameters and 409 `idempotency_key_in_use` while the first is at work.
 * After a claim (null) the caller takes the key out of the set once its work is committed or given up.
 */
export async function claimKey(pool: Pool, request: KeyedRequest, atWork: KeysAtWork): Promise<SavedAnswer | null> {
  if (request.key.length > 255) {
    throw new Refusal({ status: 400, type: 'invalid_request_error', message: 'Idempotency key is too long: it may have at most 255 characters.', saved: false });
  }
  if (atWork.has(request.key)) return readSaved(pool, request);
  // Taken before the first await: of two requests at the same moment only one comes past this line.
  atWork.add(request.key);
  let claimed = false;
  try {
    claimed = await insertClaim(pool, request);
    return claimed ? null : await readSaved(pool, request);
  } finally {
    if (!claimed) atWork.delete(request.key);
  }
}

async function insertClaim(pool: Pool, request: KeyedRequest): Promise<boolean> {
  await pool.query('delete from stripe_double.idempotency_keys where key = $1 and claimed_at < now() - make_interval(hours => $2)', [request.key, KEPT_HOURS]);
  // A claim without an answer was left by a crash or a lost database: its work was rolled back, so it is taken over.
  const { rowCount } = await pool.query(
    `insert into stripe_double.idempotency_keys as k (key, fingerprint, route, request_id) values ($1, $2, $3, $4)
     on conflict (key) do update set request_id = excluded.request_id, claimed_at = now(), fingerprint = excluded.fingerprint, route = excluded.route
       where k.status is null
     returning key`,
    [request.key, request.fingerprint, request.route, request.requestId],
  );
  return rowCount === 1;
}

async function readSaved(pool: Pool, request: KeyedRequest): Promise<SavedAnswer> {
  const { rows } = await pool.query<{ fingerprint: string; route: string; status: number | null; body: string | null; requestId: string }>(
    'select fingerprint, route, status, body, request_id as "requestId" from stripe_double.idempotency_keys where key = $1', [request.key]);
  const saved = rows[0];
  if (saved !== undefined && (saved.fingerprint !== request.fingerprint || saved.route !== request.route)) throw mismatch(request, saved.route);
  // No row: the first request failed validation this very moment and let go of the key. To the caller that is still a conflict, to be tried again.
  if (saved?.status == null || saved.body === null) throw inUse(request.key);
  return { status: saved.status, body: saved.body, requestId: saved.requestId };
}

function mismatch(request: KeyedRequest, firstRoute: string): Refusal {
  const message =
    firstRoute === request.route
      ? `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${request.key}' if you meant to execute a different request.`
      : `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${firstRoute.split(' ')[1] ?? ''}' vs '${request.route.split(' ')[1] ?? ''}'). Try using a key other than '${request.key}' if you meant to execute a different request.`;
  return new Refusal({ status: 400, type: 'idempotency_error', message, saved: false });
}

function inUse(key: string): Refusal {
  const message = `There is currently another in-progress request using this Stripe Account and Idempotent Key (${key}); this probably means you submitted twice, and the other request is still going through. Please try again later.`;
  return new Refusal({ status: 409, type: 'invalid_request_error', code: 'idempotency_key_in_use', message, saved: false });
}

/** Remembers the answer; inside the change's own transaction, so that effect and memory are one. */
export async function saveAnswer(sql: Sql, key: string, answer: { status: number; body: string }): Promise<void> {
  await sql.query('update stripe_double.idempotency_keys set status = $2, body = $3 where key = $1', [key, answer.status, answer.body]);
}

/** Lets go of a key whose request did nothing. */
export async function releaseKey(pool: Pool, key: string): Promise<void> {
  await pool.query('delete from stripe_double.idempotency_keys where key = $1 and status is null', [key]);
}
