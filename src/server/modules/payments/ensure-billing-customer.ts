import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { Platform } from '@/server/platform/platform';
import { clock } from '@/server/platform/clock';
import { callStripe, CLICK_MS, deadlineIn, type Deadline } from './call-stripe';
import { findBillingCustomer, insertBillingCustomer, type BillingHolder } from './payments.queries';

const REASON = 'who Stripe knows a buyer as is written by the service alone';

/**
 * The customer Stripe keeps for a buyer, or for the organization bought for; made with the first thing that is paid again. Repeating it makes
 * nothing new: the key is the holder's, and of two made at once the one written down counts. Throws UNAVAILABLE when Stripe does not answer.
 */
export async function ensureBillingCustomer({ db, stripe }: Pick<Platform, 'db' | 'stripe'>, holder: BillingHolder & { email: string }, deadline: Deadline = deadlineIn(CLICK_MS)): Promise<string> {
  const known = await findBillingCustomer(db.readAsService(REASON), holder);
  if (known) return known;
  const { userId, organizationId, email } = holder;
  const params: Stripe.CustomerCreateParams = { email, metadata: organizationId === null ? { user_id: userId } : { organization_id: organizationId } };
  const idempotencyKey = `customer:${organizationId ?? userId}:${createHash('sha256').update(email).digest('hex').slice(0, 16)}`;
  const { id } = await callStripe((options) => stripe.customers.create(params, { ...options, idempotencyKey }), deadline);
  await db.asService(REASON, (tx) => insertBillingCustomer(tx, { ...holder, stripeCustomerId: id, at: clock.now() }));
  return (await findBillingCustomer(db.readAsService(REASON), holder)) ?? id;
}
