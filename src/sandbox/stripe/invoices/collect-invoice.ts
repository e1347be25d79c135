import type Stripe from 'stripe';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { openDispute } from '../disputes/open-dispute';
import { announceBalance, attemptWith } from '../payments/attempt-payment';
import type { Instrument, Payment } from '../payments/attempt-payment';
import { testCardOf } from '../payments/test-cards';
import type { Decline } from '../payments/test-cards';
import type { InvoiceDocument, SubscriptionDocument } from '../store/billing-kinds';
import { findObject, updateDocument, updateObject } from '../store/objects';
import type { Stored } from '../store/objects';
import { endInvoicePayment, intentOfInvoice } from './invoice-intent';

/** What an attempt to collect has come to. */
export interface Collected {
  invoice: Stored<'invoice'>;
  /** null: it is paid. */
  decline: Decline | null;
}

const NO_METHOD: Decline = { code: 'missing_payment_method', declineCode: 'missing_payment_method', message: 'This customer has no attached payment source or default payment method.' };

/** Marks a final, locked invoice as paid and says so. */
export async function markPaid(work: Work, stored: Stored<'invoice'>, attempts: number): Promise<Stored<'invoice'>> {
  const { doc } = stored;
  const paid: InvoiceDocument = {
    ...doc,
    status: 'paid',
    amount_paid: doc.amount_due,
    amount_remaining: 0,
    attempted: true,
    attempt_count: doc.attempt_count + attempts,
    auto_advance: false,
    next_payment_attempt: null,
    status_transitions: { ...doc.status_transitions, paid_at: work.now },
  };
  await updateObject(work.sql, 'invoice', { doc: paid, hidden: stored.hidden });
  if (stored.hidden.intent !== null) await endInvoicePayment(work, doc.id, 'paid');
  emit(work, 'invoice.paid', paid);
  emit(work, 'invoice.payment_succeeded', paid);
  return { doc: paid, hidden: stored.hidden };
}

/** Tries to collect a final, locked invoice once. What is due after a failure, and what becomes of the subscription, is the caller's. */
export async function collectInvoice(work: Work, stored: Stored<'invoice'>, { subscription, instrument }: { subscription: SubscriptionDocument | null; instrument: Instrument | null }): Promise<Collected> {
  if (stored.doc.amount_remaining === 0) return { invoice: await markPaid(work, stored, 0), decline: null };
  const { invoice, intent } = await intentOfInvoice(work, stored, subscription);
  if (instrument === null) return { invoice: await countAttempt(work, invoice), decline: NO_METHOD };
  const outcome = await attemptWith(work, intent, instrument);
  if (outcome.status === 'declined') return { invoice: await countAttempt(work, invoice), decline: outcome.decline };
  const paid = await markPaid(work, invoice, 1);
  await afterCharge(work, outcome.payment, instrument);
  return { invoice: paid, decline: null };
}

async function afterCharge(work: Work, payment: Payment, instrument: Instrument): Promise<void> {
  announceBalance(work, payment.charge);
  const { dispute } = testCardOf(instrument.number);
  if (dispute !== null) await openDispute(work, payment.charge.id, dispute);
}

async function countAttempt(work: Work, { doc, hidden }: Stored<'invoice'>): Promise<Stored<'invoice'>> {
  const tried: InvoiceDocument = { ...doc, attempted: true, attempt_count: doc.attempt_count + 1 };
  await updateDocument(work.sql, 'invoice', tried);
  return { doc: tried, hidden };
}

const ASKS: Decline = { code: 'authentication_required', declineCode: 'authentication_required', message: 'Your card was declined. This transaction requires authentication.' };

/** Set up once with its bank, it is not asked again. */
const ASKS_ONCE = '4000002500003155';

/** A stored payment method and what its bank says when the customer is not there to answer. null for none. */
export async function instrumentOf(work: Work, methodId: string | null): Promise<Instrument | null> {
  const stored = methodId === null ? null : await findObject(work.sql, 'payment_method', methodId);
  if (stored === null) return null;
  const { doc, hidden } = stored;
  const card = testCardOf(hidden.number);
  const asks = card.asksFirst && hidden.number !== ASKS_ONCE ? ASKS : null;
  return { method: doc, number: hidden.number, buyer: buyerOf(doc), decline: hidden.failing ?? card.decline ?? asks };
}

function buyerOf({ billing_details: { email, name, phone, address } }: Stripe.PaymentMethod): Instrument['buyer'] {
  return { email: email ?? '', name, phone, address };
}
