import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '@/shared/errors';
import { logger } from './logger';
import type { createPool } from './sql-pool';

/** A family of limits: so many points per key and window. */
export interface Limit {
  name: string;
  points: number;
  windowSeconds: number;
  /** When the store is down: `closed` refuses (sign-in, payment), `open` lets through and logs (reading). */
  whenDown: 'open' | 'closed';
}

/** What is left in a window, for the RateLimit headers. */
export interface LimitState {
  limit: number;
  remaining: number;
  resetSeconds: number;
}

/** Counts against limits in a store shared by all processes. */
export interface RateLimiter {
  /** Takes `points`; throws RATE_LIMITED with the seconds to wait when none are left. */
  consume(limit: Limit, key: string, points?: number): Promise<LimitState>;
}

/** Limits kept in Postgres (`rate_limits.windows`), with a memory in each process that answers for keys already blocked. */
export function createRateLimiter(pool: ReturnType<typeof createPool>): RateLimiter {
  const limiters = new Map<string, RateLimiterPostgres>();
  const limiterFor = (limit: Limit) => {
    const known = limiters.get(limit.name);
    if (known) return known;
    const limiter = new RateLimiterPostgres({
      storeClient: pool,
      schemaName: 'rate_limits',
      tableName: 'windows',
      tableCreated: true,
      keyPrefix: limit.name,
      points: limit.points,
      duration: limit.windowSeconds,
      inMemoryBlockOnConsumed: limit.points,
      ...(limit.whenDown === 'open' && { insuranceLimiter: new RateLimiterMemory({ keyPrefix: limit.name, points: limit.points, duration: limit.windowSeconds }) }),
    });
    limiters.set(limit.name, limiter);
    return limiter;
  };
  return {
    async consume(limit, key, points = 1) {
      try {
        return toState(limit, await limiterFor(limit).consume(key, points));
      } catch (error) {
        if (error instanceof RateLimiterRes) {
          const { resetSeconds } = toState(limit, error);
          throw new AppError('RATE_LIMITED', `Too many tries. Please wait ${resetSeconds} seconds.`, { retryAfterSeconds: resetSeconds });
        }
        logger.error({ err: error, limit: limit.name }, 'the rate limit store is down');
        throw new AppError('UNAVAILABLE', 'This cannot be checked just now. Please try again in a minute.', { retryAfterSeconds: 60, cause: error });
      }
    },
  };
}

/** No limits, for load tests. */
export const unlimited: RateLimiter = {
  consume: (limit) => Promise.resolve({ limit: limit.points, remaining: limit.points, resetSeconds: 0 }),
};

function toState(limit: Limit, result: RateLimiterRes): LimitState {
  return { limit: limit.points, remaining: Math.max(0, result.remainingPoints), resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)) };
}
