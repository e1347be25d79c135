import { clock } from '@/server/platform/clock';
import { HOUR_MS } from '@/shared/time';

/** Stripe keeps idempotency keys for at least 24 hours (docs.stripe.com/api/idempotent_requests); half of that is safe beside a clock that is off. */
const KEY_LIFE_MS = 12 * HOUR_MS;

/** Whether Stripe may have forgotten the key of something that was first tried after `createdAt`: then what we want may be there, and has to be looked for. */
export function isKeyForgotten(createdAt: Date): boolean {
  return clock.now().getTime() - createdAt.getTime() > KEY_LIFE_MS;
}
