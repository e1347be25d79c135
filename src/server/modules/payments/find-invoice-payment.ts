import type Stripe from 'stripe';
import { callStripe, type Deadline } from './call-stripe';
import { UnreadableFactError } from './to-payment-fact';

/** What paid an invoice, or is to pay it. */
export interface InvoicePayment {
  /** With its charge and the refunds of that; null for what was never a card's or a bank's to pay. */
  intent: Stripe.PaymentIntent | null;
  paidMinor: number;
}

const idOf = (reference: string | { id: string } | undefined) => (typeof reference === 'object' ? reference.id : (reference ?? null));

/**
 * The payment of an invoice with its intent; null where it has none, as an invoice of nothing. An invoice knows its payments only through a list
 * (docs.stripe.com/api/invoice-payment). Throws UNAVAILABLE, and UnreadableFactError for one that was paid in several parts, which no order of ours is.
 */
export async function findInvoicePayment(stripe: Stripe, invoiceId: string, deadline: Deadline): Promise<InvoicePayment | null> {
  const { data } = await callStripe((options) => stripe.invoicePayments.list({ invoice: invoiceId, limit: 100 }, options), deadline);
  const paid = data.filter(({ status }) => status === 'paid');
  if (paid.length > 1) throw new UnreadableFactError(`invoice ${invoiceId} was paid in ${paid.length} parts`);
  const one = paid[0] ?? data.find(({ status }) => status === 'open');
  if (!one) return null;
  const intentId = idOf(one.payment.payment_intent);
  const intent = intentId === null ? null : await callStripe((options) => stripe.paymentIntents.retrieve(intentId, { expand: ['latest_charge.refunds'] }, options), deadline);
  return { intent, paidMinor: paid[0]?.amount_paid ?? 0 };
}
