import type Stripe from 'stripe';
import { unschedule } from '../core/due-tasks';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { lockObject, updateDocument } from '../store/objects';
import type { Stored } from '../store/objects';
import { EXPIRE_SESSION } from './create-session';
import { intentIdOf } from './session-intent';

export type StoredSession = Stored<'checkout.session'>;

/** Ends an open session that the caller has locked. */
export async function expireSession(work: Work, session: StoredSession): Promise<Stripe.Checkout.Session> {
  const expired: Stripe.Checkout.Session = { ...session.doc, status: 'expired', url: null };
  await updateDocument(work.sql, 'checkout.session', expired);
  await unschedule(work, EXPIRE_SESSION, expired.id);
  await cancelIntent(work, intentIdOf(session));
  emit(work, 'checkout.session.expired', expired);
  return expired;
}

async function cancelIntent(work: Work, intentId: string | null): Promise<void> {
  if (intentId === null) return;
  const intent = await lockObject(work.sql, 'payment_intent', intentId);
  if (intent?.doc.status !== 'requires_payment_method' && intent?.doc.status !== 'requires_action') return;
  const canceled: Stripe.PaymentIntent = { ...intent.doc, status: 'canceled', canceled_at: work.now, cancellation_reason: 'expired', next_action: null };
  await updateDocument(work.sql, 'payment_intent', canceled);
  emit(work, 'payment_intent.canceled', canceled);
}

/** The session, locked, and ended first if its time is over; null when it does not exist. */
export async function lockSession(work: Work, id: string): Promise<StoredSession | null> {
  const session = await lockObject(work.sql, 'checkout.session', id);
  if (session?.doc.status === 'open' && session.doc.expires_at <= work.now) return { ...session, doc: await expireSession(work, session) };
  return session;
}
