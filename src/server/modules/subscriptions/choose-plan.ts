import { ensureStripePrice } from '@/server/modules/payments/ensure-stripe-price';
import { CLICK_MS, deadlineIn } from '@/server/modules/payments/call-stripe';
import { getSubscriptionFact } from '@/server/modules/payments/get-subscription-fact';
import type { SubscriptionFact } from '@/server/modules/payments/to-subscription-fact';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import type { PlanRow, SubscriptionRow } from './subscription-views.queries';
import { toPlanChange } from './to-plan-change';

/** A change that may be made, with all Stripe needs for it. */
export interface ChosenPlan {
  when: 'now' | 'later';
  /** A trial runs that the new plan does not give: it ends with the change, which is charged at once. */
  endsTrial: boolean;
  plan: PlanRow;
  stripePriceId: string;
  stripeItemId: string;
  /** Asked just now. */
  fact: SubscriptionFact;
}

function refuse({ status, cancelAt, scheduled }: SubscriptionFact): void {
  const [message, reason] =
    cancelAt !== null ? ['This subscription ends with its period. Resume it first, then change it.', 'canceling']
    : scheduled !== null ? ['A change is planned already. Take it back first, then choose another plan.', 'planned']
    : status !== 'active' && status !== 'trialing' ? ['The last payment did not go through. Pay it first, then change the plan.', 'past_due']
    : [];
  if (message !== undefined && reason !== undefined) throw new AppError('CONFLICT', message, { reason });
}

/** What a subscription would become, as it is sold now, held against what Stripe says of it at this moment. Throws NOT_FOUND for no such plan, CONFLICT when it cannot be changed now. */
export async function choosePlan(stripe: Platform['stripe'], held: SubscriptionRow, priceId: string): Promise<ChosenPlan> {
  const plan = held.plans.find((one) => one.priceId === priceId);
  if (!plan) throw new AppError('NOT_FOUND', 'This plan is not sold any more, or its price has changed.', { field: 'priceId' });
  const fact = await getSubscriptionFact(stripe, { stripeSubscriptionId: held.stripeSubscriptionId }, deadlineIn(CLICK_MS));
  const [item] = fact.items;
  const current = held.plans.find((one) => one.priceId === item?.priceId) ?? held.plan;
  const when = toPlanChange(current, plan);
  if (!item || when === 'same') throw new AppError('CONFLICT', `${plan.title} is the plan you have.`, { reason: 'same_plan' });
  refuse(fact);
  const { productId, productTitle } = held;
  const price = { priceId, productId, title: productTitle, license: null, amountMinor: plan.amountMinor, currency: plan.currency, interval: plan.interval };
  const endsTrial = when === 'now' && fact.status === 'trialing' && plan.trialDays < Math.max(current.trialDays, 1);
  return { when, endsTrial, plan, stripeItemId: item.stripeItemId, stripePriceId: await ensureStripePrice(stripe, price, deadlineIn(CLICK_MS)), fact };
}
