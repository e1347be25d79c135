import { newStripeId } from '../core/ids';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import type { InvoiceItemDocument } from '../store/billing-kinds';
import type { PriceDocument } from '../store/kinds';
import { insertObject } from '../store/objects';
import { pricingOf } from './new-line';

interface InvoiceItemFacts {
  customer: string;
  amount: number;
  currency: string;
  description: string | null;
  period: { start: number; end: number };
  price: PriceDocument | null;
  quantity: number;
  metadata?: Record<string, string>;
  /** The subscription it belongs to, and the item it corrects. */
  subscription: string | null;
  subscriptionItem?: string;
  /** Of a proration: the line that billed what is given back, where one is known. */
  credited?: { invoice: string; line: string } | null;
}

/** Stores a sum that the next invoice of the customer takes up. With `subscriptionItem` it is a proration. */
export async function addInvoiceItem(work: Work, facts: InvoiceItemFacts): Promise<InvoiceItemDocument> {
  const proration = facts.subscriptionItem !== undefined;
  const item: InvoiceItemDocument = {
    id: newStripeId('invoiceitem'),
    object: 'invoiceitem',
    amount: facts.amount,
    currency: facts.currency,
    customer: facts.customer,
    customer_account: null,
    date: work.now,
    description: facts.description,
    discountable: !proration,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: facts.metadata ?? {},
    net_amount: facts.amount,
    parent: facts.subscription === null ? null : { subscription_details: { subscription: facts.subscription, ...(facts.subscriptionItem !== undefined && { subscription_item: facts.subscriptionItem }) }, type: 'subscription_details' },
    period: facts.period,
    pricing: facts.price === null ? null : pricingOf(facts.price),
    proration,
    ...(proration && { proration_details: { credited_items: creditedItems(facts.credited ?? null), discount_amounts: [] } }),
    quantity: facts.quantity,
    quantity_decimal: String(facts.quantity),
    tax_rates: [],
    test_clock: null,
  };
  await insertObject(work.sql, 'invoiceitem', { doc: item, hidden: {} });
  emit(work, 'invoiceitem.created', item);
  return item;
}

function creditedItems(credited: { invoice: string; line: string } | null) {
  return credited === null ? null : { invoice_line_item_details: { invoice: credited.invoice, invoice_line_items: [credited.line] }, type: 'invoice_line_items' };
}
