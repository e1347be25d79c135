import { AppError } from '@/shared/errors';
import type { LimitState } from '@/server/platform/rate-limit';
import type { UsageDecision } from './consume-usage';

/** A decision as HTTP says it. */
export interface DecidedLimit {
  /** Null for a call that was counted. */
  error: AppError | null;
  /** The quota, for the RateLimit headers; undefined where there is none. */
  limit: LimitState | undefined;
  /** Quota and rate beside each other (draft-ietf-httpapi-ratelimit-headers-10). */
  headers: Record<string, string>;
}

const MINUTE = 60;

/** What a decision means for whoever called: 200, 402 for a payment that failed, the customer's or the platform's own, 422 for a key used twice, 429 for a limit, with the headers. Pure. */
export function decideLimit(decision: UsageDecision, { meter, nowMs }: { meter: string; nowMs: number }): DecidedLimit {
  const { limit, remaining, windowStart, windowEnd, rate } = decision;
  const resetSeconds = windowEnd ? Math.max(1, Math.ceil((windowEnd.getTime() - nowMs) / 1000)) : MINUTE;
  // A conflict knows the quota of whoever used the key first.
  const quota = decision.outcome !== 'conflict' && limit !== null && remaining !== null ? { limit, remaining, resetSeconds } : undefined;
  const policies: string[] = [];
  const states: string[] = [];
  if (quota && windowStart && windowEnd) {
    policies.push(`"quota";q=${quota.limit};w=${Math.round((windowEnd.getTime() - windowStart.getTime()) / 1000)}`);
    states.push(`"quota";r=${quota.remaining};t=${resetSeconds}`);
  }
  if (rate) {
    policies.push(`"rate";q=${rate.limit};w=${MINUTE}`);
    states.push(`"rate";r=${rate.remaining};t=${rate.resetSeconds}`);
  }
  const error = toError(decision, { meter, resetSeconds });
  return { error, limit: (decision.outcome === 'rate_limited' || decision.outcome === 'too_many_customers') && rate ? rate : quota, headers: states.length > 0 ? { 'ratelimit-policy': policies.join(', '), ratelimit: states.join(', ') } : {} };
}

function toError({ outcome, limit, remaining, tier, windowEnd, rate }: UsageDecision, { meter, resetSeconds }: { meter: string; resetSeconds: number }): AppError | null {
  switch (outcome) {
    case 'accepted':
    case 'replayed':
      return null;
    case 'refused': {
      const until = windowEnd?.toISOString() ?? '';
      const left = remaining ? `Only ${remaining} of ${limit ?? 0} units of the tier ${tier ?? ''} are left` : `All ${limit ?? 0} units of the tier ${tier ?? ''} are used`;
      return new AppError('LIMIT_REACHED', `${left} until ${until}.`, { reason: 'limit_reached', retryAfterSeconds: resetSeconds });
    }
    case 'account_refused':
      return new AppError('LIMIT_REACHED', 'This platform has used up the calls of its own plan.', { reason: 'platform_limit_reached' });
    case 'account_unpaid':
      return new AppError('PAYMENT_REQUIRED', 'This platform owes for its own plan and its grace is over. Calls go on once it is paid.', { reason: 'platform_payment_failed' });
    case 'payment_required':
      return new AppError('PAYMENT_REQUIRED', 'A payment for this customer failed and its grace is over. Calls go on once it is paid.', { reason: 'payment_failed' });
    case 'conflict':
      return new AppError('UNPROCESSABLE', 'This key was used for another call. Take a new one for each.', { field: 'requestId', reason: 'request_id_reused' });
    case 'unknown_meter':
      return new AppError('INVALID_INPUT', `This platform does not count ${JSON.stringify(meter)}.`, { field: 'meter', reason: 'unknown_meter' });
    case 'rate_limited': {
      const seconds = rate?.resetSeconds ?? MINUTE;
      return new AppError('RATE_LIMITED', `More than ${rate?.limit ?? 0} calls in a minute. Please wait ${seconds} seconds.`, { reason: 'rate', retryAfterSeconds: seconds });
    }
    case 'too_many_customers': {
      const seconds = rate?.resetSeconds ?? MINUTE;
      return new AppError('RATE_LIMITED', `More than ${rate?.limit ?? 0} new customers in a minute. Please wait ${seconds} seconds.`, { reason: 'new_customers', retryAfterSeconds: seconds });
    }
  }
}
