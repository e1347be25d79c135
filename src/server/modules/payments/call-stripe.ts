import { setTimeout as delay } from 'node:timers/promises';
import type Stripe from 'stripe';
import { AppError } from '@/shared/errors';
import { logger } from '@/server/platform/logger';

/** What Stripe's refusal means to us. `transient`: the same call, with the same key, may succeed later. `locked_out`: our key is wrong or may not do this. */
export type StripeFailure = 'transient' | 'in_use' | 'mismatch' | 'locked_out' | 'missing' | 'refused';

function field(error: object, name: string): unknown {
  return Reflect.get(error, name);
}

/** Reads an error of the official client; undefined for anything else. Pure. */
export function toStripeFailure(error: unknown): StripeFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const type = field(error, 'type');
  if (typeof type !== 'string' || !type.startsWith('Stripe')) return undefined;
  if (field(error, 'code') === 'idempotency_key_in_use') return 'in_use';
  if (type === 'StripeIdempotencyError') return 'mismatch';
  // Another platform's account: said as a missing right, though the key is as good as ever.
  if (field(error, 'code') === 'account_invalid') return 'missing';
  if (type === 'StripeAuthenticationError' || type === 'StripePermissionError') return 'locked_out';
  if (field(error, 'code') === 'resource_missing' || field(error, 'statusCode') === 404) return 'missing';
  if (type === 'StripeConnectionError' || type === 'StripeAPIError' || type === 'StripeRateLimitError') return 'transient';
  return 'refused';
}

/** The code of Stripe's refusal, such as `charge_already_refunded`, if it has one. */
export function stripeCode(error: unknown): string | undefined {
  const code = error instanceof Error ? field(error, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Whether this is a failure that Stripe saved under the idempotency key and now repeats: it saves 5xx answers too (docs.stripe.com/api/idempotent_requests). */
function isReplayed(error: unknown): boolean {
  const headers = error instanceof Error ? field(error, 'headers') : undefined;
  return typeof headers === 'object' && headers !== null && field(headers, 'idempotent-replayed') === 'true';
}

/** The same of what `callStripe` throws. */
export function isReplayedFailure(error: unknown): boolean {
  return error instanceof Error && isReplayed(error.cause);
}

/** A moment that several calls share. */
export interface Deadline {
  /** Milliseconds of `performance.now()`. */
  endsAt: number;
}

/** The moment so many milliseconds from now. */
export function deadlineIn(ms: number): Deadline {
  return { endsAt: performance.now() + ms };
}

const PAUSE_MS = 400;
const MAX_TRANSIENT = 4;
/** A buyer waits for the answer: all calls of one click end before ten seconds are over. */
export const CLICK_MS = 8_500;
export const JOB_MS = 15_000;

const UNAVAILABLE = 'The payment service does not answer just now. Nothing was charged; please try again in a moment.';

/** How long to wait before the same call may be made again; null when that would not help, or not in time. */
function pauseBefore(error: unknown, { attempt, deadline }: { attempt: number; deadline: Deadline }): number | null {
  // The request that holds the key ends some time; a server in trouble is not to be hammered.
  const isInUse = toStripeFailure(error) === 'in_use';
  const pause = isInUse ? PAUSE_MS : PAUSE_MS * attempt;
  if ((!isInUse && attempt >= MAX_TRANSIENT) || isReplayed(error) || performance.now() + pause >= deadline.endsAt) return null;
  return pause;
}

/**
 * Calls Stripe until the deadline: pauses and repeats, with the same idempotency key, when the call may succeed (down, 5xx, 429, another of our
 * requests with the key still under way). Throws UNAVAILABLE when time is up, also for an idempotency key met with other parameters and for a
 * wrong API key: these are faults of ours, are logged as such, and are never repeated. Stripe's other refusals are thrown as they are.
 */
export async function callStripe<T>(work: (options: Stripe.RequestOptions) => Promise<T>, deadline: Deadline): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work({ timeout: Math.max(1, Math.ceil(deadline.endsAt - performance.now())), maxNetworkRetries: 0 });
    } catch (error) {
      const failure = toStripeFailure(error);
      if (failure === 'mismatch' || failure === 'locked_out') {
        logger.error({ err: error, alarm: true }, failure === 'mismatch' ? 'an idempotency key was used with other parameters' : 'Stripe does not accept our key');
        throw new AppError('UNAVAILABLE', UNAVAILABLE, { reason: failure === 'mismatch' ? 'idempotency_mismatch' : 'stripe_unavailable', cause: error });
      }
      if (failure !== 'transient' && failure !== 'in_use') throw error;
      const pause = pauseBefore(error, { attempt, deadline });
      if (pause === null) {
        logger.warn({ err: error, attempt }, 'Stripe does not answer');
        throw new AppError('UNAVAILABLE', UNAVAILABLE, { reason: 'stripe_unavailable', retryAfterSeconds: 5, cause: error });
      }
      await delay(pause);
    }
  }
}
