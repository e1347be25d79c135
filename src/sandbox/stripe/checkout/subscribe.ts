import type Stripe from 'stripe';
import type { Work } from '../core/work';
import { attachMethod } from '../payments/attach-method';
import { newPaymentMethod } from '../payments/payment-method';
import type { Buyer, Means } from '../payments/payment-method';
import { setupDecline } from '../payments/test-cards';
import { findObject, insertObject } from '../store/objects';
import { startSubscription } from '../subscriptions/start-subscription';
import type { StoredSession } from './expire-session';

/** Whether a session asks for a card: something is due, or the card is for later. */
export function needsCard(session: Stripe.Checkout.Session): boolean {
  return session.amount_total !== 0 || (session.mode === 'subscription' && session.payment_method_collection === 'always');
}

/** Makes the subscription of a locked session whose customer is known, and names it and its invoice on the session. Sessions in other modes stay as they are. */
export async function startFromSession(work: Work, { doc: session, hidden }: StoredSession, paid: { method: string | null; intent: string | null }): Promise<Stripe.Checkout.Session> {
  if (hidden.subscription === undefined) return session;
  const customer = typeof session.customer === 'string' ? session.customer : '';
  const stored = paid.method === null ? null : await findObject(work.sql, 'payment_method', paid.method);
  if (stored !== null) await attachMethod(work, stored.doc, customer);
  const couponId = session.discounts?.[0]?.coupon;
  const coupon = typeof couponId === 'string' ? await findObject(work.sql, 'coupon', couponId) : null;
  const { subscription, invoice } = await startSubscription(work, {
    customer, currency: session.currency ?? '', method: paid.method, lineItems: hidden.lineItems, coupon: coupon?.doc ?? null, session: session.id, seed: hidden.subscription.seed, intent: paid.intent,
  });
  return { ...session, subscription: subscription.id, invoice: invoice.id };
}

/** Keeps a card for later although nothing is due. Answers its id, or why its bank refuses. */
export async function setUpCard(work: Work, { buyer, means }: { buyer: Buyer; means: Means }): Promise<{ method: string } | { message: string }> {
  const number = means.kind === 'card' ? means.number : means.account;
  const decline = means.kind === 'card' ? setupDecline(number) : null;
  if (decline !== null) return { message: decline.message };
  const method = newPaymentMethod(means, { buyer, customer: null, created: work.now });
  await insertObject(work.sql, 'payment_method', { doc: method, hidden: { number } });
  return { method: method.id };
}
