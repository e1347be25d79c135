import { z } from 'zod';
import { BalancedInvoice, toCreditMoves } from './to-credit-moves';
import { Dispute, Intent, readFact, Refund, toMoneyFact, type PaymentFact } from './to-payment-fact';
import type { SubscriptionFact } from './to-subscription-fact';

/** All that Stripe tells of the invoice of a period, or of a change, of a subscription: a payment that no session led to. */
export interface InvoiceFact extends PaymentFact {
  sessionId: null;
  creditMinor: number;
  grantedMinor: number;
  invoiceId: string;
  subscription: SubscriptionFact;
}

const Invoice = BalancedInvoice.extend({
  id: z.string(),
  livemode: z.boolean(),
  status: z.enum(['draft', 'open', 'paid', 'uncollectible', 'void']),
  currency: z.string().regex(/^[a-z]{3}$/),
  created: z.number().int(),
  amount_paid: z.number().int().min(0),
  total_taxes: z.array(z.object({ amount: z.number().int(), tax_behavior: z.string() })).nullish(),
  status_transitions: z.object({ paid_at: z.number().int().nullish() }).nullish(),
});

const Facts = z.object({ invoice: Invoice, intent: Intent.nullable(), refunds: z.array(Refund), disputes: z.array(Dispute) });
const STATES = { draft: 'open', open: 'open', paid: 'paid', uncollectible: 'failed', void: 'expired' } as const;

/**
 * Reads an invoice, the intent that paid it (with `latest_charge` expanded) and what came back of it. The amount is what was paid in money; what a
 * credit settled is told beside it. Throws UnreadableFactError when something it uses is missing or odd. Pure.
 */
export function toInvoiceFact(raw: { invoice: unknown; intent: unknown; refunds: unknown; disputes: unknown }, subscription: SubscriptionFact): InvoiceFact {
  const { invoice, intent, refunds, disputes } = readFact(Facts, raw);
  const onTop = (invoice.total_taxes ?? []).filter(({ tax_behavior: behaviour }) => behaviour === 'exclusive').reduce((sum, { amount }) => sum + amount, 0);
  const { creditMinor, grantedMinor } = toCreditMoves(invoice);
  const paidAt = intent?.latest_charge?.created ?? invoice.status_transitions?.paid_at ?? invoice.created;
  return {
    orderId: null,
    sessionId: null,
    invoiceId: invoice.id,
    subscription,
    livemode: invoice.livemode,
    state: STATES[invoice.status],
    amountMinor: invoice.amount_paid,
    creditMinor,
    grantedMinor,
    taxMinor: Math.min(Math.max(0, onTop), invoice.amount_paid + creditMinor),
    currency: invoice.currency,
    address: null,
    at: new Date(paidAt * 1000),
    ...toMoneyFact({ intent, refunds, disputes }),
  };
}
