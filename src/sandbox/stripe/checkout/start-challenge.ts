import type Stripe from 'stripe';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import type { Buyer, Means } from '../payments/payment-method';
import { updateObject } from '../store/objects';
import type { StoredSession } from './expire-session';
import { intentFor } from './session-intent';

/** Where the buyer answers the bank's question. */
export function challengePath(sessionId: string): string {
  return `/c/pay/${sessionId}/confirm`;
}

/** The bank wants to hear from the buyer first (3D Secure): the intent waits, with what the buyer entered. */
export async function startChallenge(work: Work, stored: StoredSession, paying: { buyer: Buyer; means: Means }): Promise<Stripe.Checkout.Session> {
  const { session, intent } = await intentFor(work, stored, paying.buyer);
  const url = `${work.double.settings.publicUrl}${challengePath(session.id)}`;
  const waiting: Stripe.PaymentIntent = {
    ...intent,
    status: 'requires_action',
    last_payment_error: null,
    next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: session.url, url } },
  };
  await updateObject(work.sql, 'payment_intent', { doc: waiting, hidden: { asked: paying } });
  emit(work, 'payment_intent.requires_action', waiting);
  return session;
}
