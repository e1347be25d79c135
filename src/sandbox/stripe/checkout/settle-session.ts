import type Stripe from 'stripe';
import { unschedule } from '../core/due-tasks';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { SETTLE_PAYMENT, announceBalance, debitFailureOf, failPayment, succeedPayment } from '../payments/attempt-payment';
import type { Decline } from '../payments/test-cards';
import { findObject, listObjects, lockObject, updateDocument } from '../store/objects';

const REFUSED_BY_BANK: Decline = { code: 'payment_intent_payment_attempt_failed', declineCode: 'generic_decline', message: 'The bank could not process the debit.' };

/** Settles a bank debit: by the account's own rule, or as told. Answers false when there is nothing to settle, so that a late timer does no harm. */
export async function settlePayment(work: Work, intentId: string, outcome: 'by_account' | 'succeeded' | 'failed' = 'by_account'): Promise<boolean> {
  // The session is locked before the intent, in the order in which paying locks them.
  const session = await lockSessionOf(work, intentId);
  const intent = await lockObject(work.sql, 'payment_intent', intentId);
  if (intent?.doc.status !== 'processing' || typeof intent.doc.latest_charge !== 'string') return false;
  const charge = await lockObject(work.sql, 'charge', intent.doc.latest_charge);
  if (charge === null) return false;
  await unschedule(work, SETTLE_PAYMENT, intentId);
  const failure = await failureOf(work, intent.doc, outcome);
  const payment = { intent: intent.doc, charge: charge.doc };
  if (failure === null) {
    const settled = await succeedPayment(work, payment, { availableAtOnce: charge.hidden.availableAtOnce });
    if (session !== null) await announce(work, { ...session, payment_status: 'paid' }, 'checkout.session.async_payment_succeeded');
    announceBalance(work, settled.charge);
  } else {
    await failPayment(work, payment, { decline: failure, method: null });
    if (session !== null) await announce(work, session, 'checkout.session.async_payment_failed');
  }
  return true;
}

async function lockSessionOf(work: Work, intentId: string): Promise<Stripe.Checkout.Session | null> {
  const [found] = await listObjects(work.sql, 'checkout.session', { match: { payment_intent: intentId }, limit: 1 });
  return found === undefined ? null : ((await lockObject(work.sql, 'checkout.session', found.doc.id))?.doc ?? null);
}

async function failureOf(work: Work, intent: Stripe.PaymentIntent, outcome: 'by_account' | 'succeeded' | 'failed'): Promise<Decline | null> {
  if (outcome === 'succeeded') return null;
  if (outcome === 'failed') return REFUSED_BY_BANK;
  const method = typeof intent.payment_method === 'string' ? await findObject(work.sql, 'payment_method', intent.payment_method) : null;
  return debitFailureOf(method?.hidden.number ?? '');
}

async function announce(work: Work, session: Stripe.Checkout.Session, type: string): Promise<void> {
  await updateDocument(work.sql, 'checkout.session', session);
  emit(work, type, session);
}
