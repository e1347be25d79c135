import { z } from 'zod';

/** How many days back, today among them. Days are UTC's. */
export const AnalyticsDays = z.union([z.literal(7), z.literal(30), z.literal(90), z.literal(365)], 'choose 7, 30, 90 or 365 days');
export type AnalyticsDays = z.infer<typeof AnalyticsDays>;
export const AnalyticsInput = z.strictObject({ days: AnalyticsDays });
export type AnalyticsInput = z.infer<typeof AnalyticsInput>;

/** People who came so far, each once a day. */
export const AnalyticsFunnel = z.object({
  /** Saw a list, searched, or chose something from one. */
  discovery: z.number().int(),
  view: z.number().int(),
  cart: z.number().int(),
  checkout: z.number().int(),
  purchase: z.number().int(),
  download: z.number().int(),
});
export type AnalyticsFunnel = z.infer<typeof AnalyticsFunnel>;

export const AnalyticsDay = z.object({ day: z.string(), visitors: z.number().int(), orders: z.number().int() });
export type AnalyticsDay = z.infer<typeof AnalyticsDay>;

export const SearchedTerm = z.object({ term: z.string(), searches: z.number().int(), empty: z.number().int() });
export type SearchedTerm = z.infer<typeof SearchedTerm>;

export const ShopAnalytics = z.object({
  /** Different visitors in these days: one with a cookie once, one without once a day. */
  visitors: z.number().int(),
  visitorsBefore: z.number().int(),
  funnel: AnalyticsFunnel,
  /** Bundles bought by somebody who owned a part of them. */
  bundleUpgrades: z.number().int(),
  revenue: z.array(z.object({ currency: z.string(), chargedMinor: z.number().int(), refundedMinor: z.number().int(), feesMinor: z.number().int() })),
  days: z.array(AnalyticsDay),
  topSearches: z.array(SearchedTerm),
  emptySearches: z.array(SearchedTerm),
});
export type ShopAnalytics = z.infer<typeof ShopAnalytics>;

export const ANALYTICS_PANELS = ['days', 'funnel', 'searches', 'revenue'] as const;
export const AnalyticsPanel = z.enum(ANALYTICS_PANELS, 'days, funnel, searches or revenue');
export type AnalyticsPanel = z.infer<typeof AnalyticsPanel>;
