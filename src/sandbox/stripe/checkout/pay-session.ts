import type Stripe from 'stripe';
import { unschedule } from '../core/due-tasks';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { openDispute } from '../disputes/open-dispute';
import { announceBalance, attemptPayment } from '../payments/attempt-payment';
import type { Buyer, Means } from '../payments/payment-method';
import { testCardOf } from '../payments/test-cards';
import { newCustomer } from '../resources/new-customer';
import { insertObject, updateDocument } from '../store/objects';
import { chooseShipping } from './choose-shipping';
import { EXPIRE_SESSION } from './create-session';
import { countRedemption } from './discount-lines';
import { dueOfSession } from './due-of-session';
import { lockSession } from './expire-session';
import type { StoredSession } from './expire-session';
import { customerDetails } from './new-session';
import { intentFor, shippingOf } from './session-intent';
import { startChallenge } from './start-challenge';
import { setUpCard, startFromSession } from './subscribe';

export interface Paying {
  buyer: Buyer;
  /** null for a session without anything to pay. */
  means: Means | null;
  /** The chosen way of shipping; null keeps the one that is chosen. */
  shippingRate: string | null;
}

/** What came of a buyer's click. `closed`: the session was complete or expired before; `challenged`: the bank asks first. Nothing was charged in both. */
export type PayOutcome =
  | { kind: 'completed' | 'closed' | 'challenged'; session: Stripe.Checkout.Session }
  | { kind: 'declined'; session: Stripe.Checkout.Session; message: string };

/** Pays a session once, however often the button is pressed: the session's row is locked until the outcome is written. */
export async function paySession(work: Work, sessionId: string, paying: Paying): Promise<PayOutcome | null> {
  const open = await lockSession(work, sessionId);
  if (open === null) return null;
  if (open.doc.status !== 'open') return { kind: 'closed', session: open.doc };
  const stored = await chooseShipping(work, open, paying.shippingRate);
  if (paying.means === null || (await dueOfSession(work, stored)) === 0) return completeFree(work, stored, paying);
  const confirmed = { buyer: paying.buyer, means: paying.means };
  if (paying.means.kind === 'card' && testCardOf(paying.means.number).asksFirst) return { kind: 'challenged', session: await startChallenge(work, stored, confirmed) };
  return payOpenSession(work, stored, confirmed);
}

/** Completes a session without anything due; a card that is asked for is kept for what recurs. */
async function completeFree(work: Work, stored: StoredSession, { buyer, means }: Paying): Promise<PayOutcome> {
  const card = means === null ? null : await setUpCard(work, { buyer, means });
  if (card !== null && 'message' in card) return { kind: 'declined', session: stored.doc, message: card.message };
  const session = await startFromSession(work, { ...stored, doc: await customerFor(work, stored.doc, buyer) }, { method: card?.method ?? null, intent: null });
  return { kind: 'completed', session: await completeSession(work, session, { buyer, paymentStatus: 'no_payment_required' }) };
}

/** Pays an open session that the caller has locked, whatever the bank asked before. */
export async function payOpenSession(work: Work, stored: StoredSession, paying: { buyer: Buyer; means: Means }): Promise<PayOutcome> {
  const { session, intent } = await intentFor(work, stored, paying.buyer);
  const outcome = await attemptPayment(work, intent, paying);
  if (outcome.status === 'declined') return { kind: 'declined', session, message: outcome.decline.message };
  const withCustomer = await customerFor(work, session, paying.buyer);
  if (withCustomer.customer !== session.customer && typeof withCustomer.customer === 'string') {
    await attachCustomer(work, outcome.payment, withCustomer.customer);
  }
  const paymentStatus = outcome.status === 'succeeded' ? 'paid' : 'unpaid';
  const { intent: paid } = outcome.payment;
  const started = await startFromSession(work, { ...stored, doc: withCustomer }, { method: typeof paid.payment_method === 'string' ? paid.payment_method : null, intent: paid.id });
  const completed = await completeSession(work, started, { buyer: paying.buyer, paymentStatus });
  if (outcome.status === 'succeeded') announceBalance(work, outcome.payment.charge);
  const dispute = paying.means.kind === 'card' ? testCardOf(paying.means.number).dispute : null;
  if (dispute !== null) await openDispute(work, outcome.payment.charge.id, dispute);
  return { kind: 'completed', session: completed };
}

async function customerFor(work: Work, session: Stripe.Checkout.Session, buyer: Buyer): Promise<Stripe.Checkout.Session> {
  if (session.customer !== null || session.customer_creation !== 'always') return session;
  const customer = newCustomer({ email: buyer.email, name: buyer.name, phone: buyer.phone, created: work.now });
  await insertObject(work.sql, 'customer', { doc: customer, hidden: {} });
  emit(work, 'customer.created', customer);
  return { ...session, customer: customer.id };
}

async function attachCustomer(work: Work, payment: { intent: Stripe.PaymentIntent; charge: Stripe.Charge }, customer: string): Promise<void> {
  payment.intent = { ...payment.intent, customer };
  payment.charge = { ...payment.charge, customer };
  await updateDocument(work.sql, 'payment_intent', payment.intent);
  await updateDocument(work.sql, 'charge', payment.charge);
}

async function completeSession(work: Work, session: Stripe.Checkout.Session, facts: { buyer: Buyer; paymentStatus: 'paid' | 'unpaid' | 'no_payment_required' }): Promise<Stripe.Checkout.Session> {
  const { buyer } = facts;
  const { name, address } = shippingOf(session, buyer) ?? {};
  const shipping = address === undefined ? null : { name: name ?? '', address };
  const completed: Stripe.Checkout.Session = {
    ...session,
    status: 'complete',
    payment_status: facts.paymentStatus,
    url: null,
    customer_details: customerDetails({ email: buyer.email, name: buyer.name, phone: buyer.phone, address: buyer.address ?? undefined }),
    collected_information: { business_name: null, individual_name: null, shipping_details: shipping },
  };
  await updateDocument(work.sql, 'checkout.session', completed);
  await countRedemption(work, completed);
  await unschedule(work, EXPIRE_SESSION, completed.id);
  emit(work, 'checkout.session.completed', completed);
  return completed;
}
