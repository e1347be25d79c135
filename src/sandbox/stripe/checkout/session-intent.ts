import type Stripe from 'stripe';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { newPaymentIntent } from '../payments/new-payment-intent';
import type { Buyer } from '../payments/payment-method';
import { insertObject, lockObject, updateDocument } from '../store/objects';
import type { StoredSession } from './expire-session';

/** Where the goods go, as the buyer said; null for a session that did not ask. */
export function shippingOf(session: Stripe.Checkout.Session, buyer: Buyer): { name: string; phone: string | null; address: Stripe.Address } | null {
  if (session.shipping_address_collection === null || buyer.address === null) return null;
  return { name: buyer.name ?? '', phone: buyer.phone, address: { ...buyer.address } };
}

/** The PaymentIntent of a locked session, locked; made at the first attempt, as at Stripe, and used again by later ones, with the sum and address they have. */
export async function intentFor(work: Work, { doc: session, hidden }: StoredSession, buyer: Buyer): Promise<{ session: Stripe.Checkout.Session; intent: Stripe.PaymentIntent }> {
  const amount = session.amount_total ?? 0;
  const collected = shippingOf(session, buyer);
  const shipping: Stripe.PaymentIntent.Shipping | null = collected === null ? hidden.paymentIntent.shipping : { ...collected, carrier: null, tracking_number: null };
  const known = typeof session.payment_intent === 'string' ? await lockObject(work.sql, 'payment_intent', session.payment_intent) : null;
  if (known !== null) {
    const intent: Stripe.PaymentIntent = { ...known.doc, amount, shipping };
    await updateDocument(work.sql, 'payment_intent', intent);
    return { session, intent };
  }
  const intent = newPaymentIntent({
    amount,
    currency: session.currency ?? '',
    created: work.now,
    customer: typeof session.customer === 'string' ? session.customer : null,
    methodTypes: session.payment_method_types,
    seed: { ...hidden.paymentIntent, shipping },
  });
  await insertObject(work.sql, 'payment_intent', { doc: intent, hidden: { asked: null } });
  const confirmed: Stripe.Checkout.Session = { ...session, payment_intent: intent.id };
  await updateDocument(work.sql, 'checkout.session', confirmed);
  emit(work, 'payment_intent.created', intent);
  return { session: confirmed, intent };
}
