import { previewStripePlan, type StripePlanPreview } from '@/server/modules/payments/preview-stripe-plan';
import type { Platform } from '@/server/platform/platform';
import type { ChosenPlan } from './choose-plan';

export interface CountedChange extends Omit<StripePlanPreview, 'totalMinor'> {
  when: ChosenPlan['when'];
}

/**
 * What a change costs at a second, as Stripe counts it, and when it is made. One that would leave money over waits for the end of the period: made at
 * once, it would become a credit of the customer at Stripe, and pay for other orders than ours say. The same second gives the same answer. Throws UNAVAILABLE.
 */
export async function countChange(stripe: Platform['stripe'], { stripeSubscriptionId, chosen, at }: { stripeSubscriptionId: string; chosen: ChosenPlan; at: Date }): Promise<CountedChange> {
  const { when, endsTrial, plan, stripeItemId, stripePriceId, fact } = chosen;
  const nothing = { dueMinor: 0, currency: plan.currency, paidUntil: null };
  // While a trial goes on a change costs nothing, and Stripe would preview the first invoice after it.
  if (when === 'later' || (!endsTrial && fact.status === 'trialing')) return { when, ...nothing };
  const { totalMinor, ...counted } = await previewStripePlan(stripe, { stripeSubscriptionId, stripeItemId, stripePriceId, at, endsTrial });
  return totalMinor < 0 ? { when: 'later', ...nothing } : { when, ...counted };
}
