import { toStripeFailure } from '@/server/modules/payments/call-stripe';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import type { Tasks } from '@/server/platform/queue';
import { endWithPeriod } from './end-with-period';
import { listOfClosed, listOfClosedSeller } from './subscription-views.queries';

/**
 * What a person whose account is closed subscribes to ends with what is paid for; what an organization holds goes on. So does what is paid
 * to a seller that has closed, whoever holds it. Whose account is open again by
 * then keeps it, and may take a cancellation back until it comes. May be repeated. Throws UNAVAILABLE; then it is tried again.
 */
export async function cancelClosed(parts: Pick<Platform, 'db' | 'stripe'>, closed: Tasks['cancel-closed']): Promise<void> {
  const reader = parts.db.readAsService('what is paid by whose account is closed, or to a seller that is');
  const held = 'userId' in closed ? await listOfClosed(reader, closed.userId) : await listOfClosedSeller(reader, closed.sellerId);
  for (const { stripeSubscriptionId } of held) {
    try {
      await endWithPeriod(parts, { stripeSubscriptionId });
    } catch (error) {
      if (toStripeFailure(error) !== 'missing') throw error;
      logger.error({ alarm: true, stripeSubscriptionId }, 'Stripe does not know a subscription');
    }
  }
}
