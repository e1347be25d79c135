import { z } from 'zod';
import { SellerInput } from './sellers';

/** How many days back, today among them. Days are UTC's. */
export const SellerStatsDays = z.union([z.literal(7), z.literal(30), z.literal(90), z.literal(365)], 'choose 7, 30, 90 or 365 days');
export type SellerStatsDays = z.infer<typeof SellerStatsDays>;
export const SellerStatsInput = SellerInput.extend({ days: SellerStatsDays });
export type SellerStatsInput = z.infer<typeof SellerStatsInput>;

const currency = z.string().regex(/^[a-z]{3}$/, 'not a currency');
export const SellerMoneyInput = SellerStatsInput.extend({ currency });
export type SellerMoneyInput = z.infer<typeof SellerMoneyInput>;

export const PRODUCT_STATS_SORTS = ['revenue', 'views', 'orders', 'conversion', 'refunds'] as const;
export const ProductStatsSort = z.enum(PRODUCT_STATS_SORTS, 'revenue, views, orders, conversion or refunds');
export type ProductStatsSort = z.infer<typeof ProductStatsSort>;
export const ProductStatsInput = SellerMoneyInput.extend({ sort: ProductStatsSort });
export type ProductStatsInput = z.infer<typeof ProductStatsInput>;

/** What a span of days brought. */
export const SellerSums = z.object({
  /** Visitors of products, each once a day and product. */
  views: z.number().int(),
  carts: z.number().int(),
  orders: z.number().int(),
  /** Of these orders, those of which something was given back since. */
  refundedOrders: z.number().int(),
  reviews: z.number().int(),
  /** Of them; null without any. */
  rating: z.number().nullable(),
  /** As the books have it: what was earned less fees, and what of it went back; by currency, most first. */
  money: z.array(z.object({ currency: z.string(), netMinor: z.number().int(), backMinor: z.number().int() })),
});
export type SellerSums = z.infer<typeof SellerSums>;

export const SellerOverview = z.object({
  now: SellerSums,
  /** As many days before. */
  before: SellerSums,
});
export type SellerOverview = z.infer<typeof SellerOverview>;

/** One day, or of a year one week, by its first day. */
export const SellerPoint = z.object({ day: z.string(), views: z.number().int(), orders: z.number().int(), netMinor: z.number().int() });
export type SellerPoint = z.infer<typeof SellerPoint>;
export const SellerSeries = z.object({ step: z.enum(['day', 'week']), points: z.array(SellerPoint) });
export type SellerSeries = z.infer<typeof SellerSeries>;

/** From looking to having, of one product. */
export const ProductStats = z.object({
  productId: z.string(),
  slug: z.string(),
  title: z.string(),
  isPublished: z.boolean(),
  views: z.number().int(),
  carts: z.number().int(),
  orders: z.number().int(),
  units: z.number().int(),
  /** People who fetched it. */
  downloaders: z.number().int(),
  refundedOrders: z.number().int(),
  netMinor: z.number().int(),
  reviews: z.number().int(),
  rating: z.number().nullable(),
});
export type ProductStats = z.infer<typeof ProductStats>;

export const SellerRefund = z.object({
  refundId: z.string(),
  at: z.string(),
  orderId: z.string(),
  orderNumber: z.number().int(),
  title: z.string(),
  amountMinor: z.number().int(),
  currency: z.string(),
});
export type SellerRefund = z.infer<typeof SellerRefund>;

export const RatingStats = z.object({
  /** Reviews of these days with one to five stars, the one star first. */
  stars: z.array(z.number().int()).length(5),
  /** Of all times. */
  rating: z.number().nullable(),
  reviews: z.number().int(),
});
export type RatingStats = z.infer<typeof RatingStats>;

export const SELLER_STATS_PANELS = ['days', 'products', 'refunds', 'ratings'] as const;
export const SellerStatsPanel = z.enum(SELLER_STATS_PANELS, 'days, products, refunds or ratings');
export type SellerStatsPanel = z.infer<typeof SellerStatsPanel>;
