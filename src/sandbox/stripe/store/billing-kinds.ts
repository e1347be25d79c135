import type Stripe from 'stripe';
import type { ApiList } from '../core/listing';
import type { PriceDocument } from './kinds';

// References are stored as ids, which `expand` replaces in answers alone, and decimals travel as text: both are narrower here than in the SDK's types.

/** A price in the words older integrations know it by. */
type PlanDocument = Omit<Stripe.Plan, 'amount_decimal'> & { amount_decimal: string | null };

export type SubscriptionItemDocument = Omit<Stripe.SubscriptionItem, 'price' | 'plan' | 'discounts' | 'quantity'> & { price: PriceDocument; plan: PlanDocument; discounts: string[]; quantity: number };

interface SubscriptionReferences {
  customer: string;
  default_payment_method: string | null;
  discounts: string[];
  items: ApiList<SubscriptionItemDocument>;
  latest_invoice: string | null;
  schedule: string | null;
}

export type SubscriptionDocument = Omit<Stripe.Subscription, keyof SubscriptionReferences> & SubscriptionReferences;

export interface Pricing {
  price_details: { price: string; product: string };
  type: 'price_details';
  unit_amount_decimal: string | null;
}

interface LineReferences {
  discount_amounts: { amount: number; discount: string }[];
  discounts: string[];
  pricing: Pricing | null;
  quantity_decimal: string | null;
  subscription: string | null;
}

export type LineDocument = Omit<Stripe.InvoiceLineItem, keyof LineReferences> & LineReferences;

interface InvoiceReferences {
  customer: string;
  default_payment_method: string | null;
  discounts: string[];
  lines: ApiList<LineDocument>;
  total_discount_amounts: { amount: number; discount: string }[];
}

export type InvoiceDocument = Omit<Stripe.Invoice, keyof InvoiceReferences | 'payments'> & InvoiceReferences;

interface InvoiceItemReferences {
  customer: string;
  discounts: string[];
  invoice: string | null;
  pricing: Pricing | null;
  quantity_decimal: string;
}

export type InvoiceItemDocument = Omit<Stripe.InvoiceItem, keyof InvoiceItemReferences> & InvoiceItemReferences;

export type InvoicePaymentDocument = Omit<Stripe.InvoicePayment, 'invoice' | 'payment'> & { invoice: string; payment: { payment_intent: string; type: 'payment_intent' } };

export type DiscountDocument = Omit<Stripe.Discount, 'customer' | 'source'> & { customer: string | null; source: { coupon: string; type: 'coupon' } };

/** What the hosted page was told when the session was made and the subscription will carry. */
export interface SubscriptionSeed {
  applicationFeePercent: number | null;
  description: string | null;
  metadata: Record<string, string>;
  /** Days of trial from the moment the buyer completes, or the second it ends. */
  trialDays: number | null;
  trialEnd: number | null;
  missingPaymentMethod: 'cancel' | 'create_invoice' | 'pause';
  /** Whether a card is asked for although nothing is due. */
  cardAlways: boolean;
}

/** What stays the same about a discount when its coupon is deleted. */
export interface HiddenDiscount {
  coupon: Stripe.Coupon;
}

/** What a person may still do on a portal page, and what was asked of it. */
export interface HiddenPortalSession {
  /** The secret part of its address. */
  secret: string;
  expiresAt: number;
}
