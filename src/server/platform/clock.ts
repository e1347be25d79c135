/** The time, as a part that can be replaced: every `now` in the business comes from here. */
export interface Clock {
  now(): Date;
}

const systemClock: Clock = { now: () => new Date() };
let current = systemClock;

/** The clock the whole process reads. */
export const clock: Clock = { now: () => current.now() };

/** Replaces the clock, for tests; without an argument the system's is put back. */
export function setClock(replacement: Clock = systemClock): void {
  current = replacement;
}
