import type Stripe from 'stripe';
import { logger } from '@/server/platform/logger';
import { AppError } from '@/shared/errors';
import { callStripe, CLICK_MS, deadlineIn, isReplayedFailure, toStripeFailure } from './call-stripe';

/**
 * The account a seller is paid through, made once per seller however often it is called: the key is the seller's, and only what never changes
 * of a seller is sent. Money comes to it as transfers alone; Stripe collects what it must know of the seller, and the platform bears losses.
 * Throws UNAVAILABLE when Stripe does not answer, UNPROCESSABLE when it refuses.
 */
export async function createStripeAccount(stripe: Stripe, seller: { sellerId: string; country: string }): Promise<string> {
  const params: Stripe.AccountCreateParams = {
    country: seller.country,
    controller: { fees: { payer: 'application' }, losses: { payments: 'application' }, requirement_collection: 'stripe', stripe_dashboard: { type: 'express' } },
    capabilities: { transfers: { requested: true } },
    metadata: { seller_id: seller.sellerId },
  };
  const deadline = deadlineIn(CLICK_MS);
  const idempotencyKey = `seller:${seller.sellerId}:account`;
  const create = (key: string) => callStripe((options) => stripe.accounts.create(params, { ...options, idempotencyKey: key }), deadline);
  try {
    // Stripe remembers a failure under its key and would repeat it for a day; the second key is as fixed as the first.
    const account = await create(idempotencyKey).catch((error: unknown) => {
      if (isReplayedFailure(error)) return create(`${idempotencyKey}:again`);
      throw error;
    });
    return account.id;
  } catch (error) {
    if (toStripeFailure(error) !== 'refused') throw error;
    logger.error({ err: error, alarm: true, sellerId: seller.sellerId }, 'Stripe refuses an account');
    throw new AppError('UNPROCESSABLE', 'The payment service cannot open an account for this country. Please write to us.', { reason: 'stripe_refused', cause: error });
  }
}
