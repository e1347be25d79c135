const RETRYABLE = new Set(['40001', '40P01']);
/** Connection refused, lost or not to be had, or an answer too long in coming: Postgres classes 08, 53 and 57P, its lock and statement timeouts, Node's socket errors, Prisma's P1001, P1017, P2024, P2028. */
const UNAVAILABLE = /^(08...|53...|55P03|57014|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|P1001|P1002|P1008|P1017|P2024|P2028)$/;

/** The codes an error and its causes carry: SQLSTATE, errno, or Prisma's. */
function* codesOf(error: unknown, depth = 0): Generator<string> {
  if (typeof error !== 'object' || error === null || depth > 4) return;
  for (const key of ['code', 'originalCode']) {
    const code: unknown = Reflect.get(error, key);
    if (typeof code === 'string') yield code;
  }
  for (const key of ['cause', 'meta', 'driverAdapterError']) yield* codesOf(Reflect.get(error, key), depth + 1);
}

function hasCode(error: unknown, test: (code: string) => boolean): boolean {
  for (const code of codesOf(error)) if (test(code)) return true;
  return false;
}

/** A serialization failure or deadlock: the same transaction may succeed when run again. */
export function isRetryable(error: unknown): boolean {
  return hasCode(error, (code) => RETRYABLE.has(code) || code === 'P2034');
}

/** The database cannot be asked just now; says nothing about the request. */
export function isUnavailable(error: unknown): boolean {
  if (hasCode(error, (code) => UNAVAILABLE.test(code))) return true;
  // pg and Prisma's adapter give these no code.
  return error instanceof Error && /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|^ConnectionClosed$/.test(error.message);
}

/** Somebody else holds what may be there once (a unique key). */
export function isTaken(error: unknown): boolean {
  return hasCode(error, (code) => code === '23505');
}

/** The database will not hold this value or combination of values (SQLSTATE classes 22 and 23): asking again changes nothing. */
export function isRejectedData(error: unknown): boolean {
  return hasCode(error, (code) => /^2[23]...$/.test(code));
}
