import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { StartCheckoutInput, StartedCheckout } from '@/shared/contracts/orders';
import { AppError } from '@/shared/errors';
import { askStripe } from './ask-stripe';
import { createPendingOrder } from './create-pending-order';
import { fulfilOrder } from './fulfil-order';
import { openSession } from './open-session';
import { findOrder, type OrderRecord } from './order-rows.queries';

const REASON = 'orders are written by the service alone';
/** Nothing to pay must not mean no limit: these skip Stripe, and with it Stripe's own brakes. */
const FREE_UNLOCKS: Limit = { name: 'free-unlock', points: 60, windowSeconds: 3600, whenDown: 'closed' };

type Parts = Pick<Platform, 'db' | 'stripe' | 'env' | 'limiter'>;
interface Click {
  viewer: Viewer;
  input: StartCheckoutInput;
}

/**
 * "Unlock": one order of one variant for the viewer, or for an organization whose owner or admin the viewer is, and where to pay it.
 * The order is committed before Stripe hears of it. A second click, another tab or a retry after an outage finds the same order and the same
 * session. What costs nothing is fulfilled at once. Throws what `createPendingOrder` throws, RATE_LIMITED, and UNAVAILABLE when Stripe does
 * not answer: the order then stays pending and the same click may be made again.
 */
export async function startCheckout(parts: Parts, { viewer, input }: Click): Promise<StartedCheckout> {
  if (input.expectedPriceMinor === 0) await parts.limiter.consume(FREE_UNLOCKS, viewer.userId);
  const first = await place(parts, { viewer, input });
  if (!isOutdated(first, input)) return redirect(parts, first);
  // Its price has changed or its time is over: closed at Stripe before there can be another, so that never both are paid.
  await askStripe(parts, { orderId: first.id, close: 'expired' });
  const second = await place(parts, { viewer, input });
  if (isOutdated(second, input)) throw new AppError('CONFLICT', 'An earlier order for this is still being closed. Please try again in a moment.', { reason: 'closing' });
  return redirect(parts, second);
}

/** The order of this click: new, or the one that is open. In one transaction; a free one is paid in it as well. */
function place({ db, env }: Parts, { viewer, input }: Click): Promise<OrderRecord> {
  const now = clock.now();
  return db.asService(REASON, async (tx) => {
    const { orderId, totalMinor } = await createPendingOrder(tx, { userId: viewer.userId, input, now });
    const order = await findOrder(tx, orderId, { lock: true });
    if (!order) throw new Error(`order ${orderId} is gone`);
    if (totalMinor === 0 && order.totalMinor === 0) {
      await fulfilOrder(tx, { order, payment: null, at: now, publicUrl: env.PUBLIC_URL, withReceipt: true });
      return { ...order, status: 'paid' };
    }
    return order;
  });
}

function isOutdated(order: OrderRecord, { expectedPriceMinor, expectedCurrency }: StartCheckoutInput): boolean {
  if (order.status !== 'pending') return false;
  return order.totalMinor !== expectedPriceMinor || order.currency !== expectedCurrency || order.expiresAt <= clock.now();
}

async function redirect(parts: Parts, order: OrderRecord): Promise<StartedCheckout> {
  const orderId = order.id;
  // Paid, or with the bank: its own page says so.
  if (order.status !== 'pending') return { orderId, redirectUrl: `/checkout/success?order=${orderId}` };
  if (order.checkoutUrl) return { orderId, redirectUrl: order.checkoutUrl };
  const session = await openSession(parts, order);
  if (session === 'too_late') {
    await askStripe(parts, { orderId, close: 'expired' });
    throw new AppError('CONFLICT', 'This order is too old to be paid. Please start again.', { reason: 'too_late' });
  }
  return { orderId, redirectUrl: session.url ?? `/checkout/success?order=${orderId}` };
}
