import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS, toStripeFailure } from './call-stripe';

/** Whether Stripe holds an invoice, and holds it paid. Throws UNAVAILABLE. */
export async function isInvoicePaid(stripe: Stripe, invoiceId: string): Promise<boolean> {
  try {
    const { status } = await callStripe((options) => stripe.invoices.retrieve(invoiceId, {}, options), deadlineIn(JOB_MS));
    return status === 'paid';
  } catch (error) {
    if (toStripeFailure(error) === 'missing') return false;
    throw error;
  }
}
