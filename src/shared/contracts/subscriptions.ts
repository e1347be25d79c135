import { z } from 'zod';
import { Slug } from './catalog';
import { Interval } from './interval';

/** What a membership is, the smaller first. Free is having none. */
export const MEMBERSHIP_TIERS = ['pro', 'pro+', 'enterprise'] as const;
export const MembershipTier = z.enum(MEMBERSHIP_TIERS);
export type MembershipTier = z.infer<typeof MembershipTier>;

/** `past_due`: a payment failed and its grace runs. `lapsed`: the grace is over. `canceling`: it ends with its period. */
export const SUBSCRIPTION_STATES = ['trialing', 'active', 'past_due', 'lapsed', 'canceling', 'ended'] as const;
export const SubscriptionState = z.enum(SUBSCRIPTION_STATES);
export type SubscriptionState = z.infer<typeof SubscriptionState>;

/** What one may subscribe to; amount in minor units, each time. */
export const PlanView = z.object({
  variantId: z.string(),
  priceId: z.string(),
  title: z.string(),
  tier: MembershipTier.nullable(),
  amountMinor: z.number().int(),
  currency: z.string(),
  interval: Interval,
  trialDays: z.number().int(),
});
export type PlanView = z.infer<typeof PlanView>;

/** A plan somebody may change to: at once, or when the period ends. */
export const PlanChoice = PlanView.extend({ when: z.enum(['now', 'later']) });
export type PlanChoice = z.infer<typeof PlanChoice>;

export const SubscriptionView = z.object({
  id: z.string(),
  kind: z.string(),
  productSlug: z.string(),
  productTitle: z.string(),
  sellerName: z.string(),
  /** Then it ends, and is not resumed. */
  isSellerClosed: z.boolean(),
  /** Null when held by the viewer in person. */
  organizationName: z.string().nullable(),
  /** Whether the viewer may change it: in person, or as an owner or admin of the organization. */
  mayChange: z.boolean(),
  state: SubscriptionState,
  plan: PlanView,
  currentPeriodEnd: z.string(),
  trialEndsAt: z.string().nullable(),
  cancelAt: z.string().nullable(),
  /** What it becomes, if somebody chose a smaller one, when the period ends. */
  next: PlanView.nullable(),
  graceEndsAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endedReason: z.enum(['canceled', 'unpaid', 'refunded', 'never_paid']).nullable(),
  choices: z.array(PlanChoice),
});
export type SubscriptionView = z.infer<typeof SubscriptionView>;

/** What a subscription was paid with, by order. */
export const SubscriptionPayment = z.object({ orderId: z.string(), number: z.string(), subscriptionId: z.string(), title: z.string(), paidAt: z.string(), creditMinor: z.number().int(), totalMinor: z.number().int(), refundedMinor: z.number().int(), currency: z.string() });
export type SubscriptionPayment = z.infer<typeof SubscriptionPayment>;

export const BillingView = z.object({ subscriptions: z.array(SubscriptionView), payments: z.array(SubscriptionPayment) });
export type BillingView = z.infer<typeof BillingView>;

export const CardView = z.object({ brand: z.string(), last4: z.string(), /** "04/34" */ expires: z.string() });
export type CardView = z.infer<typeof CardView>;

/** What is owed, in minor units. */
export const DueView = z.object({ amountMinor: z.number().int(), currency: z.string() });
export type DueView = z.infer<typeof DueView>;

/** What a change costs. Amounts in minor units. */
export const ChangePreview = z.object({
  when: z.enum(['now', 'later']),
  /** A trial that runs ends with it. */
  endsTrial: z.boolean(),
  /** Charged at once. */
  todayMinor: z.number().int(),
  currency: z.string(),
  /** From when on the new plan is paid, and how much each time. */
  nextAt: z.string(),
  plan: PlanView,
  /** "Today $12.40, then $59 a month from 20 December 2026." */
  text: z.string(),
  /** The second the sum was counted for; the change is made for the same. */
  countedAt: z.string(),
});
export type ChangePreview = z.infer<typeof ChangePreview>;

/** The viewer's membership, in person or through an organization, the biggest that counts. */
export const MembershipView = z.object({ subscriptionId: z.string(), tier: MembershipTier, plan: z.string(), organizationName: z.string().nullable(), endsAt: z.string().nullable(), /** Nothing was paid yet: it opens few things, each for few downloads. */ isTrial: z.boolean() });
export type MembershipView = z.infer<typeof MembershipView>;

/** The marketplace's own membership as it is sold; no plans while the shop has none. */
export const MembershipOffer = z.object({ productSlug: z.string(), plans: z.array(PlanView), included: z.array(z.object({ slug: z.string(), title: z.string(), type: z.string(), tier: MembershipTier })) });
export type MembershipOffer = z.infer<typeof MembershipOffer>;

export const SubscriptionId = z.string().regex(/^sbn_[0-9a-z]{26}$/, 'not a subscription id');
const PriceId = z.string().regex(/^prc_[0-9a-z]{26}$/, 'not a price id');

export const SubscriptionIdInput = z.strictObject({ subscriptionId: SubscriptionId });
export type SubscriptionIdInput = z.infer<typeof SubscriptionIdInput>;

export const PreviewChangeInput = z.strictObject({ subscriptionId: SubscriptionId, priceId: PriceId });
export type PreviewChangeInput = z.infer<typeof PreviewChangeInput>;

/** `countedAt`: the preview's, so that what was shown is what is charged. */
export const ChangePlanInput = z.strictObject({ subscriptionId: SubscriptionId, priceId: PriceId, countedAt: z.iso.datetime() });
export type ChangePlanInput = z.infer<typeof ChangePlanInput>;

export const OpenPortalInput = z.strictObject({ subscriptionId: SubscriptionId, toCard: z.boolean().default(false) });
export type OpenPortalInput = z.infer<typeof OpenPortalInput>;

export const UnlockIncludedInput = z.strictObject({ productSlug: Slug });
export type UnlockIncludedInput = z.infer<typeof UnlockIncludedInput>;
