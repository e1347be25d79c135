import { randomUUID } from 'node:crypto';

const GIVEN = /^[\w.-]{8,64}$/;

/** The id a request brought along, if it is harmless in a log, else a new one. */
export function toRequestId(given: string | null): string {
  return given !== null && GIVEN.test(given) ? given : randomUUID();
}
