import type Stripe from 'stripe';
import { callStripe, CLICK_MS, deadlineIn, toStripeFailure, type Deadline } from './call-stripe';

/** Takes back what was planned for a subscription: it goes on as it is. A schedule that has ended stays so. Throws UNAVAILABLE. */
export async function releaseStripeSchedule(stripe: Stripe, scheduleId: string, deadline: Deadline = deadlineIn(CLICK_MS)): Promise<void> {
  try {
    await callStripe((options) => stripe.subscriptionSchedules.release(scheduleId, {}, options), deadline);
  } catch (error) {
    const failure = toStripeFailure(error);
    if (failure !== 'refused' && failure !== 'missing') throw error;
    const { status } = await callStripe((options) => stripe.subscriptionSchedules.retrieve(scheduleId, {}, options), deadline);
    if (status === 'active' || status === 'not_started') throw error;
  }
}
