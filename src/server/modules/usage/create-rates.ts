import { logger } from '@/server/platform/logger';

/** Calls of one customer in the running minute. */
export interface RateState {
  limit: number;
  remaining: number;
  resetSeconds: number;
  isExceeded: boolean;
}

/** Calls per customer and minute, counted in this process. */
export interface Rates {
  /** Counts a call; undefined while nothing is known of this customer's rate. */
  take(key: string, atMs: number): RateState | undefined;
  /** What the customer's tier says, from the answer of a call that was let through. */
  learn(key: string, perMinute: number | null, atMs: number): void;
}

interface Minute {
  limit: number;
  endsAtMs: number;
  count: number;
}

const MINUTE_MS = 60_000;

/**
 * A minute begins with its first call. Lets through whoever it knows nothing of: a customer's first call in a process, everybody after `max` customers
 * were kept at once, which is logged. The quota in the database is what holds.
 */
export function createRates(max = 100_000): Rates {
  const minutes = new Map<string, Minute>();
  const restart = (minute: Minute, atMs: number) => Object.assign(minute, { endsAtMs: atMs + MINUTE_MS, count: 0 });
  const isOver = (minute: Minute, atMs: number) => minute.endsAtMs <= atMs || minute.endsAtMs > atMs + MINUTE_MS;
  return {
    take(key, atMs) {
      const minute = minutes.get(key);
      if (!minute) return undefined;
      if (isOver(minute, atMs)) restart(minute, atMs);
      const isExceeded = minute.count >= minute.limit;
      if (!isExceeded) minute.count += 1;
      return { limit: minute.limit, remaining: minute.limit - minute.count, resetSeconds: Math.max(1, Math.ceil((minute.endsAtMs - atMs) / 1000)), isExceeded };
    },
    learn(key, perMinute, atMs) {
      const known = minutes.get(key);
      if (perMinute === null) {
        if (known) minutes.delete(key);
      } else if (known) {
        known.limit = perMinute;
      } else {
        if (minutes.size >= max) {
          for (const [other, minute] of minutes) if (isOver(minute, atMs)) minutes.delete(other);
          if (minutes.size >= max) {
            logger.warn({ customers: minutes.size }, 'too many customers to count their rates: they start anew');
            minutes.clear();
          }
        }
        minutes.set(key, { limit: perMinute, endsAtMs: atMs + MINUTE_MS, count: 1 });
      }
    },
  };
}
