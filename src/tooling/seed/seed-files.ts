import { z } from 'zod';

const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(60);
const Minor = z.int().min(0);

const Rate = z.strictObject({ name: z.string().min(1).max(80), countries: z.array(z.string().regex(/^([A-Z]{2}|\*)$/)).min(1), currency: z.string().length(3), parcel_minor: Minor, parcel_grams: z.int().positive(), free_from_minor: Minor.nullable() });
const Coupon = z.strictObject({ code: z.string().regex(/^[A-Z0-9-]{3,40}$/), percent_bps: z.int().positive().optional(), amount_minor: Minor.optional(), currency: z.string().length(3).optional(), min_subtotal_minor: Minor.default(0), is_first_purchase: z.boolean().default(false) });

/** `seller.json` of a folder of the demo data: who sells, and how they send. */
export const SeedSeller = z.strictObject({
  slug: Slug,
  name: z.string().min(1).max(60),
  tagline: z.string().min(1).max(120),
  about: z.string().min(1),
  country: z.string().regex(/^[A-Z]{2}$/),
  handling_days: z.int().min(0).max(60).default(3),
  shipping: z.array(Rate).default([]),
  coupons: z.array(Coupon).default([]),
});
export type SeedSeller = z.infer<typeof SeedSeller>;

/** `reviews.json`: what people buy, say of it and keep, by their addresses; a reply is the seller's. */
/** The things of one order, `slug` or `slug:form`, and how long ago it was. */
const SeedPurchase = z.strictObject({ days_ago: z.int().min(0).max(60), things: z.array(z.string().regex(/^[a-z0-9-]+(:.+)?$/)).min(1) });
export type SeedPurchase = z.infer<typeof SeedPurchase>;

export const SeedReviews = z.strictObject({
  schema: z.literal(1),
  purchases: z.record(z.email(), z.array(SeedPurchase)),
  reviews: z.array(z.strictObject({ by: z.email(), product: Slug, rating: z.int().min(1).max(5), title: z.string().max(120), body: z.string().max(4000), reply: z.string().min(1).optional(), days_ago: z.int().min(0).max(60) })),
  favorites: z.record(z.email(), z.array(Slug)),
});
export type SeedReviews = z.infer<typeof SeedReviews>;

/** `bundles.json`: what the shop puts together from the products of its sellers. */
export const SeedBundles = z.strictObject({
  schema: z.literal(1),
  bundles: z.array(z.strictObject({
    slug: Slug,
    title: z.string().min(1).max(120),
    summary: z.string().max(240),
    description: z.string(),
    tags: z.array(z.string()),
    price_minor: Minor,
    released_at: z.iso.date(),
    parts: z.array(z.strictObject({ product: Slug, sku: z.string().optional() })).min(2),
  })),
});
export type SeedBundles = z.infer<typeof SeedBundles>;

const Tier = z.enum(['pro', 'pro+', 'enterprise']);
/** `membership.json`: what members pay, and what is included from which tier. */
export const SeedMembership = z.strictObject({
  schema: z.literal(1),
  slug: Slug,
  title: z.string().min(1).max(120),
  summary: z.string().max(240),
  description: z.string(),
  plans: z.array(z.strictObject({ tier: Tier, title: z.string().min(1), interval: z.enum(['month', 'year']), amount_minor: Minor, trial_days: z.int().min(0).max(90).default(0) })).min(1),
  included: z.array(z.strictObject({ product: Slug, tier: Tier })),
});
export type SeedMembership = z.infer<typeof SeedMembership>;

/** `people.json`: who buys and who runs the sellers. Their addresses receive nothing (RFC 2606, `.example`). */
export const SeedPeople = z.strictObject({
  schema: z.literal(1),
  people: z.array(z.strictObject({ email: z.string().regex(/^[^@\s]+@[^@\s]+\.example$/), name: z.string().min(1) })),
  organizations: z.array(z.strictObject({ slug: Slug, name: z.string().min(1), members: z.record(z.string(), z.enum(['owner', 'admin', 'member'])) })),
});
export type SeedPeople = z.infer<typeof SeedPeople>;
