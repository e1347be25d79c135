import { ORDER_EVENT_TYPES } from '@/server/modules/payments/find-payment-of-event';
import { clock } from '@/server/platform/clock';
import type { Env } from '@/server/platform/env';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { parseStripeEvent } from './parse-stripe-event';
import { storeEvent } from './store-event';
import { verifyStripeSignature } from './verify-stripe-signature';

export interface Delivery {
  /** The raw bytes of the request. */
  body: Uint8Array;
  /** Its Stripe-Signature header. */
  signature: string | null;
}

/** The signing secrets of the endpoint: two while one replaces the other. */
export function toSecrets(setting: string): string[] {
  return setting.split(',').map((secret) => secret.trim()).filter((secret) => secret !== '');
}

/** Whether our key moves real money. */
export function isLiveKey({ STRIPE_SECRET_KEY }: Pick<Env, 'STRIPE_SECRET_KEY'>): boolean {
  return STRIPE_SECRET_KEY?.includes('_live_') ?? false;
}

/**
 * Takes in one delivery of Stripe: proves the signature over the raw bytes, then writes the event and its job in one transaction. When this
 * resolves the event cannot be lost, and nothing has been done about it yet. A repeated delivery changes nothing. Throws INVALID_INPUT for
 * bytes that Stripe did not sign or that are no event, and then nothing is stored.
 */
export async function receiveStripeEvent({ db, env }: Pick<Platform, 'db' | 'env'>, { body, signature }: Delivery): Promise<void> {
  const now = clock.now();
  verifyStripeSignature({ body, header: signature, secrets: toSecrets(env.STRIPE_WEBHOOK_SECRET), now });
  const event = parseStripeEvent(body);
  if (!event) throw new AppError('INVALID_INPUT', 'This is not an event.', { reason: 'not_an_event' });
  await db.asService('the inbox belongs to nobody who is signed in', (tx) => storeEvent(tx, { event, isLive: isLiveKey(env), isHandled: ORDER_EVENT_TYPES.includes(event.type), now }));
}
