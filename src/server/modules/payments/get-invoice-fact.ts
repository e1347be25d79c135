import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS, type Deadline } from './call-stripe';
import { findInvoicePayment } from './find-invoice-payment';
import { getSubscriptionFact } from './get-subscription-fact';
import { listReversals } from './list-reversals';
import { subscriptionOfInvoice } from './subscription-of-invoice';
import { toInvoiceFact, type InvoiceFact } from './to-invoice-fact';

/**
 * What Stripe holds true of an invoice at this moment, with its subscription; null for an invoice of no subscription, which is none of ours.
 * Throws UNAVAILABLE, UnreadableFactError, or Stripe's own refusal (`toStripeFailure` 'missing').
 */
export async function getInvoiceFact(stripe: Stripe, invoiceId: string, deadline: Deadline = deadlineIn(JOB_MS)): Promise<InvoiceFact | null> {
  const invoice = await callStripe((options) => stripe.invoices.retrieve(invoiceId, {}, options), deadline);
  const stripeSubscriptionId = subscriptionOfInvoice(invoice);
  if (stripeSubscriptionId === null) return null;
  const payment = await findInvoicePayment(stripe, invoiceId, deadline);
  const subscription = await getSubscriptionFact(stripe, { stripeSubscriptionId }, deadline);
  const intent = payment?.intent ?? null;
  const reversals = intent && invoice.status === 'paid' ? await listReversals(stripe, intent, deadline) : { refunds: [], disputes: [] };
  return toInvoiceFact({ invoice, intent, ...reversals }, subscription);
}
