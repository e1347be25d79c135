import { z } from 'zod';
import { SortedCursor } from './cursor';
import { HOUSE_SELLER } from '../house';
import { OrganizationRole, TenantSlug } from './organizations';
import { AddressText, lineOf, optionalLineOf, Reason, textOf } from './text';

export const SELLER_LIFECYCLES = ['applied', 'approved', 'active', 'suspended', 'closed', 'declined'] as const;
export const SellerLifecycle = z.enum(SELLER_LIFECYCLES);
export type SellerLifecycle = z.infer<typeof SellerLifecycle>;

/** Every procedure for sellers names the seller; the verb asserts that the viewer belongs to it. */
export const SellerInput = z.strictObject({ seller: TenantSlug });
export type SellerInput = z.infer<typeof SellerInput>;

const storefront = {
  name: lineOf(120),
  tagline: optionalLineOf(200).default(''),
  about: textOf(20_000).default(''),
  supportEmail: AddressText,
};

/** Country codes of ISO 3166. Stripe sends money across borders only among these (docs.stripe.com/connect/account-capabilities#transfers-cross-border). */
export const SELLER_COUNTRIES = [
  'AT', 'BE', 'BG', 'CA', 'CH', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK', 'US',
] as const;

export const ApplyAsSellerInput = z.strictObject({ organization: TenantSlug, slug: TenantSlug.refine((slug) => slug !== 'apply' && slug !== HOUSE_SELLER, 'is reserved'), country: z.enum(SELLER_COUNTRIES, 'choose one of the list'), ...storefront });
export type ApplyAsSellerInput = z.infer<typeof ApplyAsSellerInput>;

export const UpdateStorefrontInput = SellerInput.extend({ ...storefront, handlingDays: z.number('write a number of days').int('whole days only').min(0, 'from 0 to 60 days').max(60, 'from 0 to 60 days') });
export type UpdateStorefrontInput = z.infer<typeof UpdateStorefrontInput>;

/** A seller in the list of those the viewer belongs to. */
export const OwnSellerSummary = z.object({ slug: z.string(), name: z.string(), lifecycle: SellerLifecycle, role: OrganizationRole });
export type OwnSellerSummary = z.infer<typeof OwnSellerSummary>;

/** What Stripe last said of a seller's account. */
const standing = {
  hasStripeAccount: z.boolean(),
  chargesEnabled: z.boolean(),
  /** Whether its share can be sent; until then it is held. */
  payoutsEnabled: z.boolean(),
  detailsSubmitted: z.boolean(),
  /** What Stripe still wants, in its own field names such as `external_account`. */
  requirements: z.array(z.string()),
};

/** A seller as its own members see it. */
export const OwnSellerView = OwnSellerSummary.extend({
  ...standing,
  id: z.string(),
  organizationSlug: z.string(),
  organizationName: z.string(),
  tagline: z.string(),
  about: z.string(),
  country: z.string().nullable(),
  supportEmail: z.string().nullable(),
  handlingDays: z.number().int(),
  feeBps: z.number().int(),
  /** Why it was declined, suspended or closed. */
  lifecycleReason: z.string().nullable(),
  appliedAt: z.string().nullable(),
  approvedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  productCount: z.number().int(),
  publishedCount: z.number().int(),
});
export type OwnSellerView = z.infer<typeof OwnSellerView>;

/** Conversations to answer are counted so far, so that the overview of a seller who answers none is no slower. */
export const MOST_THREADS_COUNTED = 100;

/** What waits for a seller, counted. */
export const SellerDuties = z.object({
  parcelsToSend: z.number().int(),
  /** Of those, the ones past their day. */
  parcelsLate: z.number().int(),
  /** The first day one of them has to leave. */
  nextShipBy: z.string().nullable(),
  returnsToAnswer: z.number().int(),
  draftCount: z.number().int(),
  /** Conversations whose last word is the buyer's, still to be read, and that nobody closed; at most `MOST_THREADS_COUNTED`. */
  threadsToAnswer: z.number().int(),
  reviewsToAnswer: z.number().int(),
});
export type SellerDuties = z.infer<typeof SellerDuties>;

/** A page of Stripe's to go to; works once, for minutes. */
export const StripePage = z.object({ url: z.string() });
export type StripePage = z.infer<typeof StripePage>;

/** By name, or by since when they are there. */
export const SellerSort = z.enum(['name-up', 'name-down', 'since-down', 'since-up']);
export type SellerSort = z.infer<typeof SellerSort>;

/** Without `sort` the latest first. */
export const ListSellersInput = z.strictObject({
  sort: SellerSort.optional(),
  cursor: SortedCursor.optional(),
  limit: z.number().int().min(1).max(100).default(50),
  lifecycles: z.array(SellerLifecycle).max(6).default([]),
  /** Part of a name or slug, or a whole Stripe account id. */
  q: z.string().trim().max(120).default(''),
});
export type ListSellersInput = z.infer<typeof ListSellersInput>;

/** A seller as admins see it in a list. */
export const AdminSellerSummary = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  country: z.string().nullable(),
  lifecycle: SellerLifecycle,
  payoutsEnabled: z.boolean(),
  hasStripeAccount: z.boolean(),
  publishedCount: z.number().int(),
  createdAt: z.string(),
  appliedAt: z.string().nullable(),
});
export type AdminSellerSummary = z.infer<typeof AdminSellerSummary>;

export const AdminSellerPage = z.object({ items: z.array(AdminSellerSummary), nextCursor: z.string().nullable() });
export type AdminSellerPage = z.infer<typeof AdminSellerPage>;

/** One seller as admins see it, with its people. */
export const AdminSellerView = AdminSellerSummary.extend({
  ...standing,
  tagline: z.string(),
  about: z.string(),
  supportEmail: z.string().nullable(),
  feeBps: z.number().int(),
  stripeAccountId: z.string().nullable(),
  lifecycleReason: z.string().nullable(),
  approvedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  organizationName: z.string(),
  members: z.array(z.object({ name: z.string(), email: z.string(), role: OrganizationRole })),
});
export type AdminSellerView = z.infer<typeof AdminSellerView>;

/** An admin's act on a seller that the seller is told the reason of. */
export const SellerReasonInput = SellerInput.extend({ reason: Reason });
export type SellerReasonInput = z.infer<typeof SellerReasonInput>;
