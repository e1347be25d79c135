import { z } from 'zod';
import { ApiKeyView, PlatformMode } from './api-keys';
import { CustomerStatus, TierSource } from './platforms';

export const PlatformSummary = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  /** The marketplace's own. */
  isHouse: z.boolean(),
  meters: z.array(z.string()),
  allowedOrigins: z.array(z.string()),
  graceDays: z.number().int(),
  liveAt: z.string().nullable(),
  archivedAt: z.string().nullable(),
  createdAt: z.string(),
});
export type PlatformSummary = z.infer<typeof PlatformSummary>;

/** `customerCount` is of the live world, once there is one. */
export const PlatformPage = z.object({ items: z.array(PlatformSummary.extend({ customerCount: z.number().int() })), nextCursor: z.string().nullable(), apiUrl: z.string() });
export type PlatformPage = z.infer<typeof PlatformPage>;

/** The developer's own plan with the marketplace: metered calls of all its platforms together. */
export const PlatformPlan = z.object({
  tier: z.string(),
  tierName: z.string(),
  isPaid: z.boolean(),
  used: z.number().int(),
  /** Null: no end. */
  limit: z.number().int().nullable(),
  /** The period that runs; half-open. */
  windowStart: z.string(),
  windowEnd: z.string(),
  status: CustomerStatus.nullable(),
  cancelAt: z.string().nullable(),
  /** A payment failed: until then calls go on. */
  graceEndsAt: z.string().nullable(),
  /** Where a bigger plan is bought. */
  productSlug: z.string().nullable(),
});
export type PlatformPlan = z.infer<typeof PlatformPlan>;

/** What keeps a platform from going live, with the page where it is put right. */
export const LIVE_NEEDS = ['plan', 'charges', 'default_tier', 'prices'] as const;
export const LiveNeed = z.object({ need: z.enum(LIVE_NEEDS), text: z.string(), href: z.string() });
export type LiveNeed = z.infer<typeof LiveNeed>;

export const GoLiveAnswer = z.object({ liveAt: z.string().nullable(), missing: z.array(LiveNeed) });
export type GoLiveAnswer = z.infer<typeof GoLiveAnswer>;

/** A platform with where it stands on its way to live. */
export const PlatformView = PlatformSummary.extend({
  /** Null for the marketplace's own. */
  plan: PlatformPlan.nullable(),
  hasStripeAccount: z.boolean(),
  chargesEnabled: z.boolean(),
  /** What it still needs; known without asking Stripe. */
  missing: z.array(LiveNeed),
  /** Whether a key of the preview world was ever used. */
  hasCalled: z.boolean(),
  tierCount: z.number().int(),
  /** Where calls go. */
  apiUrl: z.string(),
  /** Its page in the marketplace, listed or in writing. */
  product: z.object({ id: z.string(), slug: z.string(), status: z.string() }).nullable(),
});
export type PlatformView = z.infer<typeof PlatformView>;

export const CreatedPlatform = z.object({ platformId: z.string(), keyId: z.string(), key: z.string() });
export type CreatedPlatform = z.infer<typeof CreatedPlatform>;

export const TierView = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  unitLimit: z.number().int().nullable(),
  period: z.enum(['hour', 'day', 'month']),
  ratePerMinute: z.number().int().nullable(),
  onLimit: z.enum(['block', 'alert']),
  amountMinor: z.number().int(),
  currency: z.string(),
  interval: z.enum(['month', 'year']),
  isDefault: z.boolean(),
  /** Of both worlds. */
  customerCount: z.number().int(),
  /** Worlds whose Stripe account knows its price; a free tier needs none. */
  pricedIn: z.array(PlatformMode),
});
export type TierView = z.infer<typeof TierView>;

export const SignerView = z.object({
  id: z.string(),
  name: z.string(),
  algorithm: z.enum(['ES256', 'EdDSA', 'RS256']),
  /** RFC 7638, to recognise the key by. */
  thumbprint: z.string(),
  revokedAt: z.string().nullable(),
  createdAt: z.string(),
});
export type SignerView = z.infer<typeof SignerView>;

/** A customer of a platform as its developer sees it. */
export const CustomerView = z.object({
  id: z.string(),
  externalId: z.string(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  tier: z.string(),
  tierName: z.string(),
  tierSource: TierSource,
  unitLimit: z.number().int().nullable(),
  /** Units of each meter in the period that runs; a meter that was not used is absent. */
  used: z.record(z.string(), z.number().int()),
  windowEnd: z.string(),
  status: CustomerStatus.nullable(),
  currentPeriodEnd: z.string().nullable(),
  cancelAt: z.string().nullable(),
  graceEndsAt: z.string().nullable(),
  createdAt: z.string(),
});
export type CustomerView = z.infer<typeof CustomerView>;

export const CustomerPage = z.object({ items: z.array(CustomerView), nextCursor: z.string().nullable() });
export type CustomerPage = z.infer<typeof CustomerPage>;

export const CustomerCheckout = z.object({ url: z.string(), checkoutId: z.string() });
export type CustomerCheckout = z.infer<typeof CustomerCheckout>;

/** A plan of an API that the viewer or its organization bought here. */
export const ApiPlanView = z.object({
  customerId: z.string(),
  productSlug: z.string(),
  productTitle: z.string(),
  platformName: z.string(),
  organizationName: z.string().nullable(),
  /** How the API's seller knows the buyer. */
  externalId: z.string(),
  tierName: z.string(),
  unitLimit: z.number().int().nullable(),
  used: z.record(z.string(), z.number().int()),
  windowEnd: z.string(),
  mayMakeKeys: z.boolean(),
  /** With which its use is read, newest first. */
  keys: z.array(ApiKeyView),
});
export type ApiPlanView = z.infer<typeof ApiPlanView>;
