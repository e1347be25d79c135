import type { Env } from '@/server/platform/env';
import type { PayoutPolicy } from './to-dues';

/** The operator's rules for payouts at this moment. */
export function toPolicy(env: Pick<Env, 'PAYOUT_HOLD_DAYS' | 'PAYOUT_MINIMUM_MINOR'>, now: Date): PayoutPolicy {
  return { holdDays: env.PAYOUT_HOLD_DAYS, minimumMinor: env.PAYOUT_MINIMUM_MINOR, now };
}
