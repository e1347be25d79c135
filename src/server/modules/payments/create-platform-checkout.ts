import type Stripe from 'stripe';
import { logger } from '@/server/platform/logger';
import { AppError } from '@/shared/errors';
import { callStripe, toStripeFailure, type Deadline } from './call-stripe';

/** A checkout of a platform's customer, on the account its world is sold on. */
export interface PlatformCheckoutToCreate {
  /** Of this one click: a retry within it makes no second session. */
  requestId: string;
  platformId: string;
  customerId: string;
  mode: 'preview' | 'live';
  stripePriceId: string;
  stripeCustomerId: string;
  /** The developer's account; null: our own. */
  stripeAccountId: string | null;
  successUrl: string;
  cancelUrl: string;
}

/** Makes a session in subscription mode; who it is for stands on the session and on the subscription it will make. Throws UNAVAILABLE when Stripe does not answer, UNPROCESSABLE when it refuses. */
export async function createPlatformCheckout(stripe: Stripe, checkout: PlatformCheckoutToCreate, deadline: Deadline): Promise<{ url: string; sessionId: string }> {
  const { requestId, platformId, customerId, mode, stripeAccountId, successUrl, cancelUrl } = checkout;
  const metadata = { platform_id: platformId, customer_id: customerId, mode };
  const params: Stripe.Checkout.SessionCreateParams = {
    mode: 'subscription',
    line_items: [{ price: checkout.stripePriceId, quantity: 1 }],
    customer: checkout.stripeCustomerId,
    client_reference_id: customerId,
    metadata,
    subscription_data: { metadata },
    success_url: successUrl,
    cancel_url: cancelUrl,
  };
  try {
    const account = stripeAccountId !== null && { stripeAccount: stripeAccountId };
    const session = await callStripe((options) => stripe.checkout.sessions.create(params, { ...options, ...account, idempotencyKey: `platform-checkout:${requestId}` }), deadline);
    if (session.url === null) throw new Error(`the new session ${session.id} has no address`);
    return { url: session.url, sessionId: session.id };
  } catch (error) {
    const failure = toStripeFailure(error);
    if (failure !== 'missing' && failure !== 'refused') throw error;
    logger.warn({ err: error, platformId, customerId }, 'Stripe refuses a checkout of a platform’s customer');
    throw new AppError('UNPROCESSABLE', 'The payment service does not take this checkout. Nothing was charged. Look at the account’s page at Stripe.', { reason: 'stripe_refused', cause: error });
  }
}
