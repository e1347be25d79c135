import type { ProductImageView } from '@/shared/contracts/images';
import type { Interval } from '@/shared/contracts/interval';

/** Something chosen: units of a variant, and of a bundle which form of each part that comes in several. */
export interface Selection {
  variantId: string;
  quantity: number;
  /** Of a bundle: part product id → variant id. */
  choices?: Readonly<Record<string, string>>;
}

export interface QuoteRequest {
  /** Null for a guest: then nothing is owned and no limit per person is known. */
  userId: string | null;
  organizationId: string | null;
  selections: readonly Selection[];
  currency: string;
  /** Where parcels go, ISO 3166 alpha-2; null while unknown. */
  country: string | null;
  couponCode: string | null;
  /** The open order this one goes on with or replaces: what it holds counts as still to be had. That of the buyer's own cart always does. */
  heldByOrderId?: string;
  now: Date;
}

/** What becomes an item of the order: one variant, with its own share of every sum. Amounts in minor units of the quote's currency. */
export interface QuotedItem {
  productId: string;
  variantId: string;
  priceId: string;
  sellerId: string;
  sellerName: string;
  kind: string;
  productSlug: string;
  productType: string;
  title: string;
  variantTitle: string;
  options: Readonly<Record<string, string>>;
  sku: string;
  condition: string | null;
  license: string | null;
  version: string | null;
  downloadLimit: number | null;
  /** Null: not counted. */
  stockLevelId: string | null;
  quantity: number;
  /** How often it is paid again; null: once. */
  interval: Interval | null;
  /** Days before its first payment. */
  trialDays: number;
  /** What it costs each time; null: it is paid once. */
  recurringMinor: number | null;
  /** What one costs in this order: nothing while a trial runs. */
  unitPriceMinor: number;
  /** Of unit price × quantity: what bundle and coupon take off, and how much of it the platform pays for. */
  discountMinor: number;
  subsidyMinor: number;
  shippingMinor: number;
  /** unit price × quantity − discount + shipping. */
  totalMinor: number;
  feeBps: number;
  /** On unit price × quantity − discount + subsidy; none on shipping. */
  feeMinor: number;
  /** The bundle it is a part of. */
  bundle: { productId: string; title: string } | null;
}

/** A line as the buyer sees it: one per selection. */
export interface QuotedLine {
  variantId: string;
  productId: string;
  productSlug: string;
  productType: string;
  kind: string;
  title: string;
  variantTitle: string;
  sellerSlug: string;
  sellerName: string;
  license: string | null;
  quantity: number;
  interval: Interval | null;
  trialDays: number;
  /** List price of one, before anything is taken off; of what is paid again, each time. */
  unitPriceMinor: number;
  /** What the line costs now, before a coupon; of a bundle, without what is owned already; of a trial, nothing. */
  lineMinor: number;
  /** Units that may still be bought, twenty at most; null when not counted. */
  available: number | null;
  /** Its first picture; null: the cover is drawn. */
  image: ProductImageView | null;
  /** Of a bundle: every part with what it weighs in the bundle's price, owned ones taken off. */
  parts: readonly QuotedPart[];
}

/** A part of a bundle. `variantId` is the form it comes in, null while the buyer has yet to choose. */
export interface QuotedPart {
  productId: string;
  productSlug: string;
  productType: string;
  title: string;
  variantId: string | null;
  variantTitle: string;
  listMinor: number;
  shareMinor: number;
  owned: boolean;
}

export interface QuotedSeller {
  sellerId: string;
  sellerSlug: string;
  sellerName: string;
  /** Days after payment within which this seller ships. */
  handlingDays: number;
  /** Null: nothing of this seller's is shipped. */
  shipping: { name: string; parcels: number; shippingMinor: number } | null;
}

/** Why something cannot be bought as it stands. `message` is for the buyer. */
export interface QuoteProblem {
  reason:
    | 'not_for_sale' | 'sold_out' | 'too_many' | 'owned' | 'other_currency' | 'choice_missing' | 'personal_license' | 'not_a_buyer' | 'own_product'
    | 'country_missing' | 'not_shipped_there' | 'coupon_unknown' | 'coupon_ended' | 'coupon_used' | 'coupon_not_applicable' | 'below_minimum' | 'too_many_lines' | 'drop'
    | 'several_subscriptions' | 'too_many_beside' | 'not_a_seller';
  /** The line at fault; null when it is the whole. */
  variantId: string | null;
  message: string;
}

/** What a selection costs right now, down to each seller's share. With `problems` nothing may be ordered; the rest is then as good as it can be shown. */
export interface Quote {
  currency: string;
  lines: readonly QuotedLine[];
  items: readonly QuotedItem[];
  sellers: readonly QuotedSeller[];
  coupon: { couponId: string; code: string; discountMinor: number } | null;
  /** Sum of unit price × quantity of all items. */
  subtotalMinor: number;
  discountMinor: number;
  shippingMinor: number;
  /** subtotal − discount + shipping; tax is Stripe's to add. */
  totalMinor: number;
  problems: readonly QuoteProblem[];
}
