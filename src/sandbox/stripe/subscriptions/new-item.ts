import { newStripeId } from '../core/ids';
import type { PriceDocument } from '../store/kinds';
import type { SubscriptionItemDocument } from '../store/billing-kinds';

interface ItemFacts {
  subscription: string;
  price: PriceDocument;
  quantity: number;
  created: number;
  period: { start: number; end: number };
  metadata?: Record<string, string>;
}

/** One recurring price of a subscription. */
export function newItem(facts: ItemFacts): SubscriptionItemDocument {
  return {
    id: newStripeId('subscription_item'),
    object: 'subscription_item',
    billing_thresholds: null,
    created: facts.created,
    current_period_end: facts.period.end,
    current_period_start: facts.period.start,
    current_trial: null,
    discounts: [],
    metadata: facts.metadata ?? {},
    ...priced(facts.price),
    quantity: facts.quantity,
    subscription: facts.subscription,
    tax_rates: [],
  };
}

/** The fields of an item that follow from its price. */
export function priced(price: PriceDocument): Pick<SubscriptionItemDocument, 'price' | 'plan'> {
  const { recurring } = price;
  return {
    price,
    plan: {
      id: price.id,
      object: 'plan',
      active: price.active,
      amount: price.unit_amount,
      amount_decimal: price.unit_amount_decimal,
      billing_scheme: price.billing_scheme,
      created: price.created,
      currency: price.currency,
      interval: recurring?.interval ?? 'month',
      interval_count: recurring?.interval_count ?? 1,
      livemode: false,
      metadata: price.metadata,
      meter: null,
      nickname: price.nickname,
      product: price.product,
      tiers_mode: null,
      transform_usage: null,
      trial_period_days: null,
      usage_type: 'licensed',
    },
  };
}

/** What a quantity of a price comes to, in minor units. */
export function amountOf(price: PriceDocument, quantity: number): number {
  return Math.round(Number(price.unit_amount_decimal ?? '0') * quantity);
}
