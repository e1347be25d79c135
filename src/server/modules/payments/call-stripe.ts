import { setTimeout as delay } from 'node:timers/promises';
import type Stripe from 'stripe';
import { AppError } from '@/shared/errors';
import { logger } from '@/server/platform/logger';

/** What Stripe's refusal means to us. `transient`: the same call, with the same key, may succeed later. */
export type StripeFailure = 'transient' | 'in_use' | 'mismatch' | 'missing' | 'refused';

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
  if (field(error, 'code') === 'resource_missing' || field(error, 'statusCode') === 404) return 'missing';
  if (type === 'StripeConnectionError' || type === 'StripeAPIError' || type === 'StripeRateLimitError') return 'transient';
  return 'refused';
}

/** The code of Stripe's refusal, such as `charge_already_refunded`, if it has one. */
export function stripeCode(error: unknown): string | undefined {
  const code = error instanceof Error ? field(error, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}

/**
 * Whether the failure is one that Stripe saved under the idempotency key and now repeats (it saves 5xx answers too, and says so by
 * `Idempotent-Replayed`, docs.stripe.com/api/idempotent_requests). Takes what `callStripe` throws.
 */
export function isReplayedFailure(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const headers = cause instanceof Error ? field(cause, 'headers') : undefined;
  return typeof headers === 'object' && headers !== null && field(headers, 'idempotent-replayed') === 'true';
}

const PAUSE_MS = 400;
const MAX_ATTEMPTS = 4;
/** A buyer waits for the answer: all attempts of one call together end before ten seconds are over. */
export const CLICK_BUDGET_MS = 6_000;
export const JOB_BUDGET_MS = 8_000;

const UNAVAILABLE = 'The payment service does not answer just now. Nothing was charged; please try again in a moment.';

/**
 * Calls Stripe within a budget: pauses and repeats, with the same idempotency key, when the call may succeed (down, 5xx, 429, another of our
 * requests with the key still under way). Throws UNAVAILABLE when time is up, also for an idempotency key met with other parameters: that is a bug of ours, is logged as one,
 * and is never repeated. Stripe's other refusals are thrown as they are.
 */
export async function callStripe<T>(work: (options: Stripe.RequestOptions) => Promise<T>, budgetMs: number): Promise<T> {
  const deadline = performance.now() + budgetMs;
  for (let attempt = 1; ; attempt += 1) {
    const left = Math.ceil(deadline - performance.now());
    try {
      return await work({ timeout: Math.max(1, left), maxNetworkRetries: 0 });
    } catch (error) {
      const failure = toStripeFailure(error);
      if (failure === 'mismatch') {
        logger.error({ err: error, alarm: true }, 'an idempotency key was used with other parameters');
        throw new AppError('UNAVAILABLE', UNAVAILABLE, { reason: 'idempotency_mismatch', cause: error });
      }
      if (failure !== 'transient' && failure !== 'in_use') throw error;
      const pause = PAUSE_MS * attempt;
      if (attempt >= MAX_ATTEMPTS || performance.now() + pause >= deadline) {
        logger.warn({ err: error, attempt }, 'Stripe does not answer');
        throw new AppError('UNAVAILABLE', UNAVAILABLE, { reason: 'stripe_unavailable', retryAfterSeconds: 5, cause: error });
      }
      await delay(pause);
    }
  }
}
