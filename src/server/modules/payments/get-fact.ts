import type Stripe from 'stripe';
import { deadlineIn, JOB_MS, type Deadline } from './call-stripe';
import type { PaymentOfEvent } from './find-payment-of-event';
import { getInvoiceFact } from './get-invoice-fact';
import { getPaymentFact } from './get-payment-fact';
import type { PaymentFact } from './to-payment-fact';

/** What Stripe holds true of a payment, by whichever object tells of it; null for an invoice of no subscription. Throws what `getPaymentFact` throws. */
export function getFact(stripe: Stripe, payment: PaymentOfEvent, deadline: Deadline = deadlineIn(JOB_MS)): Promise<PaymentFact | null> {
  return 'sessionId' in payment ? getPaymentFact(stripe, payment.sessionId, deadline) : getInvoiceFact(stripe, payment.invoiceId, deadline);
}
