import { clock } from '@/server/platform/clock';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { isAppError } from '@/shared/errors';
import { MINUTE_MS } from '@/shared/time';
import { askStripe } from './ask-stripe';
import { listOrdersToAsk } from './order-views.queries';
import { listOverdueRefunds } from './refunds.queries';
import { settleRefund } from './settle-refund';

const REASON = 'what Stripe says of an order is written by the service alone';
/** How long a webhook is waited for before we ask. */
const PATIENCE_MS = 2 * MINUTE_MS;

/**
 * Repairs what broke off: asks Stripe about every order that is open for longer than a webhook takes, closes those whose time is over, and
 * carries on refunds that nobody settles. One that fails does not stop the others; Stripe being down stops the run. May run at any time.
 */
export async function reconcileOrders(parts: Pick<Platform, 'db' | 'stripe' | 'env'>): Promise<void> {
  const now = clock.now();
  const before = new Date(now.getTime() - PATIENCE_MS);
  const orders = await listOrdersToAsk(parts.db.readAsService(REASON), { now, createdBefore: before });
  for (const { id, isOver } of orders) await attempt({ orderId: id }, () => askStripe(parts, { orderId: id, ...(isOver && { close: 'expired' as const }) }));
  const refunds = await parts.db.asService(REASON, (tx) => listOverdueRefunds(tx, before));
  for (const refundId of refunds) await attempt({ refundId }, () => settleRefund(parts, { refundId }));
}

async function attempt(subject: object, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isAppError(error) && error.code === 'UNAVAILABLE') throw error;
    logger.error({ ...subject, err: error, alarm: true }, 'could not be reconciled');
  }
}
