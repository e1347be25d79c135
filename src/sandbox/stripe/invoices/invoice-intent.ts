import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { newPaymentIntent } from '../payments/new-payment-intent';
import type { InvoicePaymentDocument, SubscriptionDocument } from '../store/billing-kinds';
import { insertObject, listObjects, lockObject, updateDocument, updateObject } from '../store/objects';
import type { Stored } from '../store/objects';

/** The part of a sum that a percentage with two decimal places is. */
export function percentOf(amount: number, percent: number | null): number | null {
  return percent === null ? null : Math.round((amount * Math.round(percent * 100)) / 10_000);
}

/** The PaymentIntent of a final invoice, locked; made for its first attempt and used again by later ones. */
export async function intentOfInvoice(work: Work, stored: Stored<'invoice'>, subscription: SubscriptionDocument | null): Promise<{ invoice: Stored<'invoice'>; intent: Stripe.PaymentIntent }> {
  const known = stored.hidden.intent === null ? null : await lockObject(work.sql, 'payment_intent', stored.hidden.intent);
  if (known !== null) return { invoice: stored, intent: known.doc };
  const { doc } = stored;
  const intent: Stripe.PaymentIntent = {
    ...newPaymentIntent({
      amount: doc.amount_remaining,
      currency: doc.currency,
      created: work.now,
      customer: doc.customer,
      methodTypes: ['card'],
      seed: {
        description: doc.billing_reason === 'subscription_create' ? 'Subscription creation' : subscription === null ? 'Payment for Invoice' : 'Subscription update',
        metadata: {}, receipt_email: null, setup_future_usage: 'off_session', statement_descriptor: null, statement_descriptor_suffix: null, transfer_group: null, capture_method: 'automatic', shipping: null,
      },
    }),
    application_fee_amount: percentOf(doc.amount_remaining, subscription?.application_fee_percent ?? null),
  };
  await insertObject(work.sql, 'payment_intent', { doc: intent, hidden: { asked: null } });
  emit(work, 'payment_intent.created', intent);
  return { invoice: await linkIntent(work, stored, intent.id), intent };
}

/** Names the PaymentIntent that pays an invoice: neither names the other, an invoice payment names both. */
export async function linkIntent(work: Work, stored: Stored<'invoice'>, intent: string): Promise<Stored<'invoice'>> {
  const linked: Stored<'invoice'> = { doc: stored.doc, hidden: { ...stored.hidden, intent } };
  await updateObject(work.sql, 'invoice', linked);
  const payment: InvoicePaymentDocument = {
    id: newStripeId('invoice_payment'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: stored.doc.amount_remaining,
    created: work.now,
    currency: stored.doc.currency,
    invoice: stored.doc.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  };
  await insertObject(work.sql, 'invoice_payment', { doc: payment, hidden: {} });
  return linked;
}

/** Ends the open payment of an invoice: it was paid, or will never be. */
export async function endInvoicePayment(work: Work, invoiceId: string, how: 'paid' | 'canceled'): Promise<void> {
  const [found] = await listObjects(work.sql, 'invoice_payment', { match: { invoice: invoiceId, status: 'open' }, limit: 1 });
  if (found === undefined) return;
  const { doc } = found;
  const ended: InvoicePaymentDocument =
    how === 'paid'
      ? { ...doc, status: 'paid', amount_paid: doc.amount_requested, status_transitions: { ...doc.status_transitions, paid_at: work.now } }
      : { ...doc, status: 'canceled', status_transitions: { ...doc.status_transitions, canceled_at: work.now } };
  await updateDocument(work.sql, 'invoice_payment', ended);
  if (how === 'paid') emit(work, 'invoice_payment.paid', ended);
}
