import type { Interval } from '@/shared/contracts/interval';
import type { ImageRow } from '@/shared/image-address';

/** What the database knows of everything chosen, at one moment. Amounts in minor units. */
export interface QuoteFacts {
  /** One per chosen variant, and per variant that a chosen bundle's parts may be had as. */
  offers: readonly Offer[];
  parts: readonly BundlePart[];
  /** Keys the buyer, or the organization bought for, holds now. */
  owned: readonly { productId: string; license: string | null }[];
  /** Whether the buyer may buy for the organization. */
  isBuyer: boolean;
  coupon: CouponFacts | null;
  /** Live shipping rates of the sellers concerned, in the wanted currency. */
  rates: readonly RateFacts[];
}

export interface Offer {
  variantId: string;
  productId: string;
  productSlug: string;
  productType: string;
  kind: string;
  title: string;
  variantTitle: string;
  options: Readonly<Record<string, string>>;
  sku: string;
  condition: string | null;
  license: string | null;
  downloadLimit: number | null;
  weightGrams: number | null;
  version: string | null;
  /** Published, of an active seller, not withdrawn, and with something to deliver. */
  isForSale: boolean;
  /** The buyer belongs to who sells it. */
  isOwn: boolean;
  /** It is a plan for sellers' own platforms, and the buyer it is chosen for sells nothing. */
  needsSeller: boolean;
  sellerId: string;
  sellerSlug: string;
  sellerName: string;
  handlingDays: number;
  feeBps: number;
  /** Null: it has no price in the wanted currency. */
  priceId: string | null;
  amountMinor: number | null;
  /** How often the price is paid again; null: once. */
  interval: Interval | null;
  /** Days before the first payment; none for who has had this subscription before. */
  trialDays: number;
  /** The buyer, or the organization bought for, has a subscription to the product that runs. */
  isSubscribed: boolean;
  stockLevelId: string | null;
  /** Units this buyer may still take: on hand, less what others hold. Null when not counted. */
  available: number | null;
  /** Kept for a drop: what the buyer won of it. Times are ISO. */
  drop: { wonQuantity: number; claimed: number; claimExpiresAt: string | null; lapsedAt: string | null } | null;
  /** The first picture; null: the cover is drawn. */
  image: ImageRow | null;
}

export interface BundlePart {
  bundleProductId: string;
  partProductId: string;
  /** Null: the buyer chooses, unless there is only one. */
  partVariantId: string | null;
}

export interface CouponFacts {
  couponId: string;
  code: string;
  /** Null: the platform gives it, and pays for it. */
  sellerId: string | null;
  sellerName: string | null;
  productId: string | null;
  productTitle: string | null;
  percentBps: number | null;
  amountMinor: number | null;
  /** Of amount and least subtotal. */
  currency: string | null;
  minSubtotalMinor: number;
  isFirstPurchase: boolean;
  /** ISO times. */
  startsAt: string;
  endsAt: string | null;
  maxRedemptions: number | null;
  maxPerBuyer: number;
  /** By anybody and by this buyer, without the open order of this buyer's own cart. */
  redeemed: number;
  redeemedByBuyer: number;
  hasBoughtBefore: boolean;
}

export interface RateFacts {
  rateId: string;
  sellerId: string;
  name: string;
  countries: readonly string[];
  parcelMinor: number;
  parcelGrams: number;
  freeFromMinor: number | null;
}
