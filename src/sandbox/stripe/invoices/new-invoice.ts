import type Stripe from 'stripe';
import { minimumCharge } from '../core/currencies';
import type { InvoiceDocument, LineDocument, SubscriptionDocument } from '../store/billing-kinds';
import { discountOf } from './discount';

interface InvoiceFacts {
  id: string;
  subscription: SubscriptionDocument | null;
  customer: Stripe.Customer;
  currency: string;
  lines: LineDocument[];
  discounts: string[];
  reason: 'subscription_create' | 'subscription_cycle' | 'subscription_update' | 'manual' | 'upcoming';
  created: number;
  period: { start: number; end: number };
  /** When it is finalized by itself; null where somebody must ask for it. */
  finalizesAt: number | null;
}

const SHOWN_LINES = 10;

/** The first lines of an invoice; the others are listed on their own. */
export function shownLines(id: string, lines: readonly LineDocument[]): InvoiceDocument['lines'] {
  return { object: 'list', data: lines.slice(0, SHOWN_LINES), has_more: lines.length > SHOWN_LINES, url: `/v1/invoices/${id}/lines` };
}

/** What is due of a total once the customer's balance counts: a credit is used up first, and what is too small to charge waits for the next invoice. */
export function dueOf(total: number, balance: number, currency: string): { due: number; endingBalance: number } {
  const sum = total + balance;
  if (total <= 0 && sum > 0) return { due: 0, endingBalance: sum };
  if (sum <= 0) return { due: 0, endingBalance: sum };
  return sum < minimumCharge(currency) ? { due: 0, endingBalance: sum } : { due: sum, endingBalance: 0 };
}

/** A draft invoice. */
export function newInvoice(facts: InvoiceFacts): InvoiceDocument {
  const { customer, subscription, lines } = facts;
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0);
  const discount = discountOf(lines);
  const total = subtotal - discount;
  const { due } = dueOf(total, customer.balance, facts.currency);
  return {
    ...unusedFeatures(customer),
    id: facts.id,
    object: 'invoice',
    amount_due: due,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: due,
    attempt_count: 0,
    attempted: false,
    auto_advance: facts.finalizesAt !== null,
    automatically_finalizes_at: facts.finalizesAt,
    billing_reason: facts.reason,
    created: facts.created,
    currency: facts.currency,
    customer: customer.id,
    default_payment_method: null,
    description: null,
    discounts: facts.discounts,
    ending_balance: null,
    lines: shownLines(facts.id, lines.map((line) => ({ ...line, invoice: facts.id }))),
    metadata: {},
    next_payment_attempt: facts.finalizesAt,
    number: null,
    parent: subscription === null ? null : { quote_details: null, subscription_details: { metadata: subscription.metadata, subscription: subscription.id }, type: 'subscription_details' },
    period_end: facts.period.end,
    period_start: facts.period.start,
    starting_balance: customer.balance,
    status: 'draft',
    subtotal,
    subtotal_excluding_tax: subtotal,
    total,
    total_discount_amounts: discount === 0 ? [] : [{ amount: discount, discount: facts.discounts[0] ?? '' }],
    total_excluding_tax: total,
  };
}

function unusedFeatures(customer: Stripe.Customer) {
  return {
    account_country: 'US',
    account_name: 'Latchkey test',
    account_tax_ids: null,
    amount_shipping: 0,
    application: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    collection_method: 'charge_automatically',
    custom_fields: null,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_source: null,
    default_tax_rates: [],
    due_date: null,
    effective_at: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    livemode: false,
    on_behalf_of: null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    statement_descriptor: null,
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    test_clock: null,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  } satisfies Partial<InvoiceDocument>;
}
