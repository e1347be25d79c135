import type Stripe from 'stripe';
import { callStripe, CLICK_MS, deadlineIn, stripeCode } from './call-stripe';
import { needsConfirmation, toCardRefusal } from './to-card-refusal';

/** Charges the card for an open invoice now. `confirm`: the bank wants a word with the person first. One that is paid stays so. Throws CONFLICT when the card was declined, UNAVAILABLE. */
export async function payStripeInvoice(stripe: Stripe, invoiceId: string): Promise<'paid' | 'confirm'> {
  try {
    await callStripe((options) => stripe.invoices.pay(invoiceId, {}, options), deadlineIn(CLICK_MS));
    return 'paid';
  } catch (error) {
    if (stripeCode(error) === 'invoice_already_paid') return 'paid';
    if (needsConfirmation(error)) return 'confirm';
    throw toCardRefusal(error) ?? error;
  }
}
