import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '@/shared/errors';
import type { Limit, LimitState } from '@/server/platform/rate-limit';
import type { Call } from './call';

/** Families of requests and what one address may do with them each minute. */
export const LIMITS = {
  /** Kept in each process: counting a public read in the database would cost more than the read. */
  catalogue: { name: 'catalogue', points: 900, windowSeconds: 60, whenDown: 'open' },
  read: { name: 'read', points: 600, windowSeconds: 60, whenDown: 'open' },
  /** Of one key of the machine API. */
  machine: { name: 'machine', points: 600, windowSeconds: 60, whenDown: 'open' },
  /** Keys and tokens that open nothing, from one address. */
  guess: { name: 'guess', points: 60, windowSeconds: 60, whenDown: 'open' },
  /** What pages tell of their visitors, in batches. */
  events: { name: 'events', points: 120, windowSeconds: 60, whenDown: 'open' },
  /** Shared by all processes. */
  write: { name: 'write', points: 120, windowSeconds: 60, whenDown: 'open' },
  checkout: { name: 'checkout', points: 20, windowSeconds: 60, whenDown: 'closed' },
  /** What asks a model. */
  prompt: { name: 'prompt', points: 20, windowSeconds: 60, whenDown: 'closed' },
  auth: { name: 'auth', points: 30, windowSeconds: 60, whenDown: 'closed' },
} satisfies Record<string, Limit>;

export type Family = keyof typeof LIMITS;

const IN_PROCESS: ReadonlySet<Family> = new Set(['catalogue', 'read', 'machine', 'guess', 'events']);
// On globalThis, because Next bundles each route on its own and each would count for itself.
const holder = globalThis as typeof globalThis & { latchkeyCounters?: Map<Family, RateLimiterMemory> };

function counterOf(family: Family): RateLimiterMemory {
  const counters = (holder.latchkeyCounters ??= new Map<Family, RateLimiterMemory>());
  const known = counters.get(family);
  if (known) return known;
  const { points, windowSeconds } = LIMITS[family];
  const counter = new RateLimiterMemory({ points, duration: windowSeconds, keyPrefix: family });
  counters.set(family, counter);
  return counter;
}

/** Counts one request of a family against its caller's address, or against `key`; throws RATE_LIMITED when the minute is used up. */
export async function countAgainst(family: Family, call: Call, key: string = call.ip): Promise<void> {
  if (call.platform.env.RATE_LIMITS === 'off') return;
  const state = IN_PROCESS.has(family) ? await countInProcess(family, key) : await call.platform.limiter.consume(LIMITS[family], key);
  if (!call.limit || state.remaining < call.limit.remaining) call.limit = state;
}

/** Throws RATE_LIMITED for an address that has used up its guesses of this minute, and counts nothing: it stands before work that a guess should not cause. */
export async function refuseGuesser(call: Call): Promise<void> {
  if (call.platform.env.RATE_LIMITS === 'off') return;
  const state = await counterOf('guess').get(call.ip);
  if (state && state.remainingPoints <= 0) throw tooMany(state);
}

function tooMany({ msBeforeNext }: RateLimiterRes): AppError {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return new AppError('RATE_LIMITED', `Too many requests. Please wait ${seconds} seconds.`, { retryAfterSeconds: seconds });
}

async function countInProcess(family: Family, key: string): Promise<LimitState> {
  const { points } = LIMITS[family];
  try {
    const result = await counterOf(family).consume(key);
    return { limit: points, remaining: result.remainingPoints, resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)) };
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw tooMany(error);
  }
}

/** What makes an order and a session at Stripe, or tries a code that is worth money. */
const CHECKOUTS: ReadonlySet<string> = new Set(['orders.startCheckout', 'orders.checkoutCart', 'cart.applyCoupon', 'platforms.openCheckout', 'platformStats.upgrade']);

/** Which family a procedure belongs to. */
export function familyOf(path: string, type: 'query' | 'mutation'): Family {
  if (path.startsWith('catalog.')) return 'catalogue';
  if (type === 'query') return 'read';
  return CHECKOUTS.has(path) ? 'checkout' : 'write';
}
