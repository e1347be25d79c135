import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS, toStripeFailure, type Deadline } from './call-stripe';

/** What may still be paid, on Stripe's own page also long after its subscription has ended. */
const PAYABLE = ['open', 'uncollectible'] as const;
const MOST = 100;

async function listOf(stripe: Stripe, stripeSubscriptionId: string, { status, deadline }: { status: (typeof PAYABLE)[number]; deadline: Deadline }): Promise<string[]> {
  try {
    const { data } = await callStripe((options) => stripe.invoices.list({ subscription: stripeSubscriptionId, status, limit: MOST }, options), deadline);
    return data.map(({ id }) => id);
  } catch (error) {
    if (toStripeFailure(error) !== 'missing') throw error;
    return [];
  }
}

/**
 * Takes back all invoices of a subscription that nobody has paid, so that nobody pays them any more. Repeating it changes nothing. Throws
 * UNAVAILABLE, and Stripe's own refusal for one that is being paid at this moment: then it is called once more.
 */
export async function voidStripeInvoices(stripe: Stripe, stripeSubscriptionId: string): Promise<void> {
  const deadline = deadlineIn(JOB_MS);
  for (const status of PAYABLE) {
    for (const invoiceId of await listOf(stripe, stripeSubscriptionId, { status, deadline })) await callStripe((options) => stripe.invoices.voidInvoice(invoiceId, {}, options), deadline);
  }
}
