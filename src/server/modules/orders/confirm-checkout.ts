import type { Viewer } from '@/server/platform/db';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { OrderView } from '@/shared/contracts/orders';
import { isAppError } from '@/shared/errors';
import { askStripe } from './ask-stripe';
import { getOrder } from './get-order';

/** A page that waits asks every second or two; Stripe is asked less often. */
const ASKS: Limit = { name: 'confirm-checkout', points: 1, windowSeconds: 4, whenDown: 'closed' };
const PATIENCE_MS = 3_000;

type Parts = Pick<Platform, 'db' | 'stripe' | 'env' | 'limiter'>;

/**
 * The order as it stands, for the page a buyer returns to. While it is unpaid Stripe is asked, now and then, in case its webhook is late: the
 * answer takes the same path. Stripe not answering changes nothing; the page is told what we know. Throws NOT_FOUND for other people's orders.
 */
export async function confirmCheckout(parts: Parts, { viewer, orderId }: { viewer: Viewer; orderId: string }): Promise<OrderView> {
  const order = await getOrder(parts.db, { viewer, orderId });
  if (viewer.seenBy !== undefined || (order.status !== 'pending' && order.status !== 'awaiting_payment')) return order;
  try {
    await parts.limiter.consume(ASKS, orderId);
    await askStripe(parts, { orderId, patienceMs: PATIENCE_MS });
  } catch (error) {
    if (!isAppError(error)) logger.warn({ err: error, orderId }, 'the order could not be confirmed');
    return order;
  }
  return getOrder(parts.db, { viewer, orderId });
}
