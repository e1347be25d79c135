import type Stripe from 'stripe';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { newPaymentIntent } from '../payments/new-payment-intent';
import { insertObject, lockObject, updateDocument } from '../store/objects';
import type { StoredSession } from './expire-session';

/** The PaymentIntent of a locked session, locked; made at the first attempt, as at Stripe, and used again by later ones. */
export async function intentFor(work: Work, { doc: session, hidden }: StoredSession): Promise<{ session: Stripe.Checkout.Session; intent: Stripe.PaymentIntent }> {
  if (typeof session.payment_intent === 'string') {
    const known = await lockObject(work.sql, 'payment_intent', session.payment_intent);
    if (known !== null) return { session, intent: known.doc };
  }
  const intent = newPaymentIntent({
    amount: session.amount_total ?? 0,
    currency: session.currency ?? '',
    created: work.now,
    customer: typeof session.customer === 'string' ? session.customer : null,
    methodTypes: session.payment_method_types,
    seed: hidden.paymentIntent,
  });
  await insertObject(work.sql, 'payment_intent', { doc: intent, hidden: { asked: null } });
  const confirmed: Stripe.Checkout.Session = { ...session, payment_intent: intent.id };
  await updateDocument(work.sql, 'checkout.session', confirmed);
  emit(work, 'payment_intent.created', intent);
  return { session: confirmed, intent };
}
