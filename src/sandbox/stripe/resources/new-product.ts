import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import type { PriceDocument } from '../store/kinds';

interface ProductOptions {
  id?: string;
  name: string;
  active: boolean;
  created: number;
  description?: string | null;
  images?: string[];
  metadata?: Record<string, string>;
  taxCode?: string | null;
  unitLabel?: string | null;
  url?: string | null;
  shippable?: boolean | null;
  statementDescriptor?: string | null;
}

/** A product document. */
export function newProduct(options: ProductOptions): Stripe.Product {
  return {
    id: options.id ?? newStripeId('product'),
    object: 'product',
    active: options.active,
    created: options.created,
    default_price: null,
    description: options.description ?? null,
    images: options.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: options.metadata ?? {},
    name: options.name,
    package_dimensions: null,
    shippable: options.shippable ?? null,
    statement_descriptor: options.statementDescriptor ?? null,
    tax_code: options.taxCode ?? null,
    tax_details: null,
    type: 'service',
    unit_label: options.unitLabel ?? null,
    updated: options.created,
    url: options.url ?? null,
  };
}

interface PriceOptions {
  productId: string;
  currency: string;
  unitAmount: number | null;
  unitAmountDecimal: string;
  active: boolean;
  created: number;
  lookupKey?: string | null;
  metadata?: Record<string, string>;
  nickname?: string | null;
  recurring?: Stripe.Price.Recurring | null;
  taxBehavior?: 'exclusive' | 'inclusive' | 'unspecified';
}

/** A price document; its amount never changes afterwards. */
export function newPrice(options: PriceOptions): PriceDocument {
  const recurring = options.recurring ?? null;
  return {
    id: newStripeId('price'),
    object: 'price',
    active: options.active,
    billing_scheme: 'per_unit',
    created: options.created,
    currency: options.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: options.lookupKey ?? null,
    metadata: options.metadata ?? {},
    nickname: options.nickname ?? null,
    product: options.productId,
    recurring,
    tax_behavior: options.taxBehavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: recurring === null ? 'one_time' : 'recurring',
    unit_amount: options.unitAmount,
    unit_amount_decimal: options.unitAmountDecimal,
  };
}
