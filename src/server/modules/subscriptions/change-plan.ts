import { changeStripePlan } from '@/server/modules/payments/change-stripe-plan';
import { releaseStripeSchedule } from '@/server/modules/payments/release-stripe-schedule';
import { scheduleStripePlan } from '@/server/modules/payments/schedule-stripe-plan';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ChangePlanInput } from '@/shared/contracts/subscriptions';
import { AppError } from '@/shared/errors';
import { MINUTE_MS } from '@/shared/time';
import { assertOwnSubscription } from './assert-own-subscription';
import { choosePlan } from './choose-plan';
import { countChange } from './count-change';
import { readBack } from './read-back';

/** How long a shown sum is good for. */
const FRESH_MS = 15 * MINUTE_MS;

function assertFresh(countedAt: Date, periodStart: Date): void {
  // Where our clock is behind Stripe's, the sum was counted from the period's first second.
  const age = Math.max(clock.now().getTime(), periodStart.getTime()) - countedAt.getTime();
  if (age > FRESH_MS || age < -MINUTE_MS || countedAt < periodStart) throw new AppError('CONFLICT', 'The sum was counted a while ago. Look at it once more, then confirm.', { reason: 'stale_preview' });
}

/**
 * The holder, or whoever runs the organization that holds it. Changes the plan: to more at once, charged as the preview said, and with it
 * ends a trial that the new plan does not give; to less, and where money would be left over, when the period ends. Repeating it charges once and plans once. Throws NOT_FOUND; CONFLICT when the card was not charged, and then nothing has changed; UNAVAILABLE.
 */
export async function changePlan(parts: Pick<Platform, 'db' | 'stripe'>, { viewer, input }: { viewer: Viewer; input: ChangePlanInput }): Promise<{ when: 'now' | 'later' }> {
  const { stripe } = parts;
  const held = await assertOwnSubscription(parts.db, { viewer, subscriptionId: input.subscriptionId });
  const { stripeSubscriptionId } = held;
  const chosen = await choosePlan(stripe, held, input.priceId);
  const { endsTrial, plan, stripeItemId, stripePriceId, fact } = chosen;
  const countedAt = new Date(input.countedAt);
  assertFresh(countedAt, fact.currentPeriodStart);
  const { when } = await countChange(stripe, { stripeSubscriptionId, chosen, at: countedAt });
  if (when === 'now') {
    // What a former change left behind: the subscription has reached it.
    if (fact.scheduleId !== null) await releaseStripeSchedule(stripe, fact.scheduleId);
    await changeStripePlan(stripe, { stripeSubscriptionId, stripeItemId, stripePriceId, at: countedAt, endsTrial });
  } else {
    await scheduleStripePlan(stripe, { stripeSubscriptionId, scheduleId: fact.scheduleId, stripePriceId, priceId: plan.priceId, interval: plan.interval });
  }
  await readBack(parts, stripeSubscriptionId);
  return { when };
}
