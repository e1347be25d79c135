import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS } from './call-stripe';
import { toCreditMoves } from './to-credit-moves';

export type SightingKind = 'session' | 'invoice' | 'refund' | 'dispute';

/** One thing of Stripe's lists, as far as it is compared with our books. Amount in minor units, currency in small letters. */
export interface Sighting {
  stripeId: string;
  /** The order it names by itself, as it says; an invoice names the order that opened its subscription. */
  orderId: string | null;
  paymentIntentId: string | null;
  amountMinor: number;
  currency: string;
  /** Of a session open, expired, awaiting, paid; of an invoice first, paid, credit (it left one); of a refund pending, succeeded, failed; of a dispute open, won, lost, closed. */
  state: string;
}

const PAGE = 100;
const DISPUTE_ENDS: Partial<Record<string, string>> = { won: 'won', lost: 'lost', warning_closed: 'closed', prevented: 'closed' };

const idOf = (reference: string | { id: string } | null) => (typeof reference === 'string' ? reference : (reference?.id ?? null));

function ofSession(session: Stripe.Checkout.Session): Sighting {
  const { id, client_reference_id: orderId, payment_intent: intent, amount_total: amount, currency, status, payment_status: paid } = session;
  const state = status === 'complete' ? (paid === 'unpaid' ? 'awaiting' : 'paid') : (status ?? 'open');
  return { stripeId: id, orderId, paymentIntentId: idOf(intent), amountMinor: amount ?? 0, currency: currency ?? '', state };
}

/** The first invoice is its session's. Who paid an invoice is not said on it; the amount is what money and a credit of the customer's paid of it. */
function ofInvoice(invoice: Stripe.Invoice): Sighting {
  const { id, parent, amount_paid: paidMinor, currency, billing_reason: reason } = invoice;
  const orderId = parent?.subscription_details?.metadata?.order_id ?? null;
  const { creditMinor, grantedMinor } = toCreditMoves(invoice);
  const seen = { stripeId: id, orderId, paymentIntentId: null, currency };
  if (grantedMinor > 0) return { ...seen, amountMinor: grantedMinor, state: 'credit' };
  return { ...seen, amountMinor: paidMinor + creditMinor, state: reason === 'subscription_create' ? 'first' : 'paid' };
}

function ofRefund({ id, metadata, payment_intent: intent, amount, currency, status }: Stripe.Refund): Sighting {
  const state = status === 'succeeded' ? 'succeeded' : status === 'failed' || status === 'canceled' ? 'failed' : 'pending';
  return { stripeId: id, orderId: metadata?.order_id ?? null, paymentIntentId: idOf(intent), amountMinor: amount, currency, state };
}

function ofDispute({ id, payment_intent: intent, amount, currency, status }: Stripe.Dispute): Sighting {
  return { stripeId: id, orderId: null, paymentIntentId: idOf(intent), amountMinor: amount, currency, state: DISPUTE_ENDS[status] ?? 'open' };
}

interface Page {
  sightings: Sighting[];
  hasMore: boolean;
}

async function readPage(stripe: Stripe, kind: SightingKind, params: { created: { gte: number }; limit: number; starting_after?: string }): Promise<Page> {
  const deadline = deadlineIn(JOB_MS);
  switch (kind) {
    case 'session': {
      const { data, has_more: hasMore } = await callStripe((options) => stripe.checkout.sessions.list(params, options), deadline);
      return { sightings: data.map(ofSession), hasMore };
    }
    case 'invoice': {
      const { data, has_more: hasMore } = await callStripe((options) => stripe.invoices.list({ ...params, status: 'paid' }, options), deadline);
      return { sightings: data.map(ofInvoice), hasMore };
    }
    case 'refund': {
      const { data, has_more: hasMore } = await callStripe((options) => stripe.refunds.list(params, options), deadline);
      return { sightings: data.map(ofRefund), hasMore };
    }
    case 'dispute': {
      const { data, has_more: hasMore } = await callStripe((options) => stripe.disputes.list(params, options), deadline);
      return { sightings: data.map(ofDispute), hasMore };
    }
  }
}

/** Everything of one kind that Stripe made since a time, newest first, a page of at most a hundred at a time, however many there are. Throws UNAVAILABLE. */
export async function* listStripeSightings(stripe: Stripe, { kind, since }: { kind: SightingKind; since: Date }): AsyncGenerator<Sighting[]> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  let after: string | undefined;
  for (;;) {
    const { sightings, hasMore } = await readPage(stripe, kind, { created, limit: PAGE, ...(after && { starting_after: after }) });
    if (sightings.length > 0) yield sightings;
    after = sightings.at(-1)?.stripeId;
    if (!hasMore || !after) return;
  }
}
