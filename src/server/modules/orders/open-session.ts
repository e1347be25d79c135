import { CLICK_MS, deadlineIn } from '@/server/modules/payments/call-stripe';
import { createCheckoutSession, type CreatedSession } from '@/server/modules/payments/create-checkout-session';
import { ensureBillingCustomer } from '@/server/modules/payments/ensure-billing-customer';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { findOrder, type OrderRecord } from './order-rows.queries';
import { attachSession, nextAttempt } from './place-order.queries';
import { toSession } from './to-session';

const REASON = 'orders are written by the service alone';

async function attach({ db }: Pick<Platform, 'db'>, orderId: string, { sessionId, url }: CreatedSession): Promise<CreatedSession> {
  const attached = await db.asService(REASON, (tx) => attachSession(tx, { orderId, sessionId, url }));
  if (!attached) throw new AppError('CONFLICT', 'This order was closed meanwhile. Please look at your orders.', { reason: 'closed' });
  return { sessionId, url };
}

/**
 * Gives a pending order its Checkout session: made at Stripe first, kept with the order afterwards. Every attempt until then carries the same
 * key, so however often it breaks in between there is one session. Returns 'too_late' when the order is too old for one.
 * Throws UNAVAILABLE when Stripe does not answer; the order stays pending and the same call may be made again.
 */
export async function openSession({ db, stripe, env }: Pick<Platform, 'db' | 'stripe' | 'env'>, order: OrderRecord): Promise<CreatedSession | 'too_late'> {
  const deadline = deadlineIn(CLICK_MS);
  const isRecurring = order.items.some(({ interval }) => interval !== null);
  const holder = { userId: order.buyerUserId, organizationId: order.organizationId };
  const customerId = isRecurring ? await ensureBillingCustomer({ db, stripe }, { ...holder, email: order.buyerEmail }, deadline) : null;
  const facts = { publicUrl: env.PUBLIC_URL, customerId };
  const created = await createCheckoutSession(stripe, toSession(order, facts), deadline);
  if (created === 'too_late') return created;
  if (created !== 'stuck') return attach({ db }, order.id, created);
  // Stripe remembers a failure under this key and would repeat it for a day: the next attempt has a key of its own.
  await db.asService(REASON, (tx) => nextAttempt(tx, { orderId: order.id, attempt: order.checkoutAttempt }));
  const again = await db.asService(REASON, (tx) => findOrder(tx, order.id));
  const second = again ? await createCheckoutSession(stripe, toSession(again, facts), deadline) : 'too_late';
  if (second === 'stuck') throw new AppError('UNAVAILABLE', 'The payment service does not answer just now. Nothing was charged; please try again in a moment.', { retryAfterSeconds: 30 });
  return second === 'too_late' ? second : attach({ db }, order.id, second);
}
