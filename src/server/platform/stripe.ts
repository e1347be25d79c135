import Stripe from 'stripe';
import type { Env } from './env';

/** Above this a buyer would have left; the order stays pending and may be tried again with the same key. */
const TIMEOUT_MS = 8_000;

/** The official client, pointed at Stripe or, when STRIPE_API_URL says so, at the double. Retries keep their idempotency key. */
export function createStripe(env: Pick<Env, 'STRIPE_SECRET_KEY' | 'STRIPE_API_URL'>): Stripe {
  if (!env.STRIPE_SECRET_KEY) throw new Error('STRIPE_SECRET_KEY is not set; npm start sets it for the double');
  const address = env.STRIPE_API_URL ? new URL(env.STRIPE_API_URL) : undefined;
  return new Stripe(env.STRIPE_SECRET_KEY, {
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 1,
    telemetry: false,
    appInfo: { name: 'Latchkey' },
    ...(address && { host: address.hostname, port: address.port, protocol: address.protocol === 'https:' ? 'https' : 'http' }),
  });
}
