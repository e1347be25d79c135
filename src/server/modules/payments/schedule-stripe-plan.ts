import type Stripe from 'stripe';
import type { Interval } from '@/shared/contracts/interval';
import { callStripe, CLICK_MS, deadlineIn, type Deadline } from './call-stripe';

export interface StripePlanSchedule {
  stripeSubscriptionId: string;
  /** The one it is under already, if any. */
  scheduleId: string | null;
  stripePriceId: string;
  /** Ours, so that it is found again. */
  priceId: string;
  interval: Interval;
}

/** The schedule of a subscription: the one it is under, or one made now; the subscription is under one at most. */
async function ensureSchedule(stripe: Stripe, { stripeSubscriptionId, scheduleId }: StripePlanSchedule, deadline: Deadline): Promise<Stripe.SubscriptionSchedule> {
  if (scheduleId !== null) return callStripe((options) => stripe.subscriptionSchedules.retrieve(scheduleId, {}, options), deadline);
  return callStripe((options) => stripe.subscriptionSchedules.create({ from_subscription: stripeSubscriptionId }, options), deadline);
}

const idOf = (price: string | { id: string }) => (typeof price === 'string' ? price : price.id);

/** Another price from the end of the running period on; nothing is billed now. Repeating it plans the same. Throws UNAVAILABLE. */
export async function scheduleStripePlan(stripe: Stripe, plan: StripePlanSchedule): Promise<void> {
  const deadline = deadlineIn(CLICK_MS);
  const schedule = await ensureSchedule(stripe, plan, deadline);
  const current = schedule.phases.find(({ start_date: start }) => start === schedule.current_phase?.start_date);
  if (!current) throw new Error(`schedule ${schedule.id} is in no phase`);
  const phases: Stripe.SubscriptionScheduleUpdateParams.Phase[] = [
    { start_date: current.start_date, end_date: current.end_date, items: current.items.map(({ price, quantity }) => ({ price: idOf(price), quantity: quantity ?? 1 })), ...(current.trial_end && { trial_end: current.trial_end }) },
    { items: [{ price: plan.stripePriceId, quantity: 1 }], duration: { interval: plan.interval, interval_count: 1 }, proration_behavior: 'none' },
  ];
  await callStripe((options) => stripe.subscriptionSchedules.update(schedule.id, { phases, end_behavior: 'release', metadata: { price_id: plan.priceId } }, options), deadline);
}
