import type Stripe from 'stripe';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { newPaymentIntent } from '../payments/new-payment-intent';
import type { Buyer } from '../payments/payment-method';
import { percentOf } from '../invoices/invoice-intent';
import { insertObject, lockObject, updateDocument, updateObject } from '../store/objects';
import { dueOfSession } from './due-of-session';
import type { StoredSession } from './expire-session';

/** Where the goods go, as the buyer said; null for a session that did not ask. */
export function shippingOf(session: Stripe.Checkout.Session, buyer: Buyer): { name: string; phone: string | null; address: Stripe.Address } | null {
  if (session.shipping_address_collection === null || buyer.address === null) return null;
  return { name: buyer.name ?? '', phone: buyer.phone, address: { ...buyer.address } };
}

/** The PaymentIntent a session has, if any; in subscription mode the session does not show it. */
export function intentIdOf({ doc, hidden }: StoredSession): string | null {
  if (hidden.subscription !== undefined) return hidden.subscription.intent;
  return typeof doc.payment_intent === 'string' ? doc.payment_intent : null;
}

/** In subscription mode the invoice owns the PaymentIntent; until there is one, the session keeps it to itself. */
async function keepHidden(work: Work, { doc, hidden }: StoredSession, intent: Stripe.PaymentIntent): Promise<{ session: Stripe.Checkout.Session; intent: Stripe.PaymentIntent }> {
  await insertObject(work.sql, 'payment_intent', { doc: intent, hidden: { asked: null } });
  await updateObject(work.sql, 'checkout.session', { doc, hidden: { ...hidden, ...(hidden.subscription && { subscription: { ...hidden.subscription, intent: intent.id } }) } });
  emit(work, 'payment_intent.created', intent);
  return { session: doc, intent };
}

/** The PaymentIntent of a locked session, locked; made at the first attempt, as at Stripe, and used again by later ones, with the sum and address they have. */
export async function intentFor(work: Work, { doc: session, hidden }: StoredSession, buyer: Buyer): Promise<{ session: Stripe.Checkout.Session; intent: Stripe.PaymentIntent }> {
  const amount = await dueOfSession(work, { doc: session, hidden });
  const collected = shippingOf(session, buyer);
  const shipping: Stripe.PaymentIntent.Shipping | null = collected === null ? hidden.paymentIntent.shipping : { ...collected, carrier: null, tracking_number: null };
  const id = intentIdOf({ doc: session, hidden });
  const known = id === null ? null : await lockObject(work.sql, 'payment_intent', id);
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
  const { subscription } = hidden;
  if (subscription !== undefined) return keepHidden(work, { doc: session, hidden }, { ...intent, description: 'Subscription creation', setup_future_usage: 'off_session', application_fee_amount: percentOf(amount, subscription.seed.applicationFeePercent) });
  await insertObject(work.sql, 'payment_intent', { doc: intent, hidden: { asked: null } });
  const confirmed: Stripe.Checkout.Session = { ...session, payment_intent: intent.id };
  await updateDocument(work.sql, 'checkout.session', confirmed);
  emit(work, 'payment_intent.created', intent);
  return { session: confirmed, intent };
}
