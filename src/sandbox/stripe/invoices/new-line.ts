import { newStripeId } from '../core/ids';
import { formatAmount } from '../core/currencies';
import type { Work } from '../core/work';
import type { InvoiceItemDocument, LineDocument, Pricing, SubscriptionDocument, SubscriptionItemDocument } from '../store/billing-kinds';
import type { PriceDocument } from '../store/kinds';
import { findObject } from '../store/objects';
import { amountOf } from '../subscriptions/new-item';
import { referredId } from '../core/ids';

/** How an invoice names a price. */
export function pricingOf(price: PriceDocument): Pricing {
  return { price_details: { price: price.id, product: referredId(price.product) }, type: 'price_details', unit_amount_decimal: price.unit_amount_decimal };
}

/** What the product of a price is called. */
export async function productName(work: Work, price: PriceDocument): Promise<string> {
  return (await findObject(work.sql, 'product', referredId(price.product)))?.doc.name ?? 'Product';
}

/** `month`, `every 3 months`. */
export function rhythmText(price: PriceDocument): string {
  const { interval = 'month', interval_count: count = 1 } = price.recurring ?? {};
  return count === 1 ? interval : `every ${count} ${interval}s`;
}

function blankLine(currency: string) {
  return {
    id: newStripeId('invoice_line'),
    object: 'line_item' as const,
    currency,
    discount_amounts: [],
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    pretax_credit_amounts: [],
    taxes: [],
  };
}

/** A period of one item of a subscription; nothing is due for a trial. */
export async function recurringLine(work: Work, facts: { subscription: SubscriptionDocument; item: SubscriptionItemDocument; period: { start: number; end: number }; trial: boolean }): Promise<LineDocument> {
  const { item, subscription, trial } = facts;
  const name = await productName(work, item.price);
  const amount = trial ? 0 : amountOf(item.price, item.quantity);
  const each = formatAmount(item.price.unit_amount ?? 0, item.price.currency);
  return {
    ...blankLine(item.price.currency),
    amount,
    description: trial ? `Trial period for ${name}` : `${item.quantity} × ${name} (at ${each} / ${rhythmText(item.price)})`,
    discountable: true,
    metadata: item.metadata,
    parent: {
      invoice_item_details: null,
      subscription_item_details: { invoice_item: null, proration: false, proration_details: null, subscription: subscription.id, subscription_item: item.id },
      type: 'subscription_item_details',
    },
    period: facts.period,
    pricing: pricingOf(item.price),
    quantity: item.quantity,
    quantity_decimal: String(item.quantity),
    subscription: subscription.id,
    subtotal: amount,
  };
}

/** An invoice item as the invoice that takes it up shows it. */
export function lineOfItem(item: InvoiceItemDocument): LineDocument {
  const subscription = item.parent?.subscription_details?.subscription ?? null;
  const subscriptionItem = item.parent?.subscription_details?.subscription_item;
  const credited = item.proration_details?.credited_items?.invoice_line_item_details ?? null;
  const details = { invoice_item: item.id, proration: item.proration, proration_details: item.proration ? { credited_items: credited } : null, subscription };
  return {
    ...blankLine(item.currency),
    amount: item.amount,
    description: item.description,
    discountable: item.discountable,
    metadata: item.metadata ?? {},
    parent:
      subscriptionItem === undefined
        ? { invoice_item_details: details, subscription_item_details: null, type: 'invoice_item_details' }
        : { invoice_item_details: null, subscription_item_details: { ...details, subscription_item: subscriptionItem }, type: 'subscription_item_details' },
    period: item.period,
    pricing: item.pricing,
    quantity: item.quantity,
    quantity_decimal: item.quantity_decimal,
    subscription,
    subtotal: item.amount,
  };
}
