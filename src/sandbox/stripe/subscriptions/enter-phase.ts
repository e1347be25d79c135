import type Stripe from 'stripe';
import { schedule } from '../core/due-tasks';
import { referredId } from '../core/ids';
import type { Work } from '../core/work';
import { emitChange } from '../events/emit';
import type { SubscriptionDocument, SubscriptionItemDocument } from '../store/billing-kinds';
import { findObject, lockObject, updateDocument } from '../store/objects';
import { arrange } from './arrange';
import { cancelSubscription } from './cancel-subscription';
import { changeSubscription, currentPeriod, isOver, lockSubscription } from './change-subscription';
import { endSchedule } from './end-schedule';
import { newItem } from './new-item';
import { PHASE_END } from './tasks';

/** The items of a phase as items of the subscription; one whose price was there before, or that stands in its place, keeps its id. */
export async function itemsOfPhase(work: Work, subscription: SubscriptionDocument, phase: Stripe.SubscriptionSchedule.Phase): Promise<SubscriptionItemDocument[]> {
  const { start, end } = currentPeriod(subscription);
  const items: SubscriptionItemDocument[] = [];
  for (const [position, wanted] of phase.items.entries()) {
    const price = await findObject(work.sql, 'price', referredId(wanted.price));
    if (price === null) continue;
    const made = newItem({ subscription: subscription.id, price: price.doc, quantity: wanted.quantity ?? 1, created: work.now, period: { start, end }, metadata: wanted.metadata ?? {} });
    const known = subscription.items.data.find((item) => item.price.id === price.doc.id) ?? subscription.items.data[position];
    items.push(known === undefined ? made : { ...made, id: known.id, created: known.created, metadata: wanted.metadata ?? known.metadata });
  }
  return items;
}

/** Moves a locked subscription on when the current phase of its schedule is over: into the next phase, or out of the schedule. */
export async function enterDuePhase(work: Work, subscription: SubscriptionDocument): Promise<SubscriptionDocument> {
  const stored = subscription.schedule === null ? null : await lockObject(work.sql, 'subscription_schedule', subscription.schedule);
  const plan = stored?.doc;
  if (plan?.status !== 'active' || plan.current_phase === null || plan.current_phase.end_date > work.now) return subscription;
  const next = plan.phases.find((phase) => phase.start_date >= (plan.current_phase?.end_date ?? 0));
  if (next === undefined) {
    await endSchedule(work, plan.id, plan.end_behavior === 'cancel' ? 'completed' : 'released');
    const free = await changeSubscription(work, subscription, { schedule: null });
    return plan.end_behavior === 'cancel' ? cancelSubscription(work, free, { reason: 'cancellation_requested' }) : free;
  }
  const moved: Stripe.SubscriptionSchedule = { ...plan, current_phase: { start_date: next.start_date, end_date: next.end_date } };
  await updateDocument(work.sql, 'subscription_schedule', moved);
  await schedule(work, PHASE_END, { objectId: plan.id, dueAt: next.end_date });
  emitChange(work, 'subscription_schedule.updated', { before: plan, after: moved });
  const items = { ...subscription.items, data: await itemsOfPhase(work, subscription, next) };
  return changeSubscription(work, subscription, { items, ...(next.metadata !== null && Object.keys(next.metadata).length > 0 && { metadata: { ...subscription.metadata, ...next.metadata } }) });
}

/** The task of a phase's end. Where the period ends in the same second, whichever comes first does it. */
export async function endPhase(work: Work, scheduleId: string): Promise<void> {
  const stored = await findObject(work.sql, 'subscription_schedule', scheduleId);
  const id = stored?.doc.subscription;
  const subscription = typeof id === 'string' ? await lockSubscription(work, id) : null;
  if (subscription === null || isOver(subscription)) return;
  const after = await enterDuePhase(work, subscription);
  if (!isOver(after)) await arrange(work, after);
}

export const SCHEDULE_TASKS = { [PHASE_END]: endPhase };
