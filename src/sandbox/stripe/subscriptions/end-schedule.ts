import type Stripe from 'stripe';
import { unschedule } from '../core/due-tasks';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { lockObject, updateDocument } from '../store/objects';
import { PHASE_END } from './tasks';

/** Ends a schedule that has not ended: the subscription goes on without it, has come to its end with it, or was cancelled. */
export async function endSchedule(work: Work, scheduleId: string, how: 'released' | 'completed' | 'canceled'): Promise<Stripe.SubscriptionSchedule | null> {
  const stored = await lockObject(work.sql, 'subscription_schedule', scheduleId);
  if (stored === null) return null;
  const { doc } = stored;
  if (doc.status !== 'active' && doc.status !== 'not_started') return doc;
  const at = { released: { released_at: work.now, released_subscription: doc.subscription as string | null, subscription: null }, completed: { completed_at: work.now }, canceled: { canceled_at: work.now } }[how];
  const ended: Stripe.SubscriptionSchedule = { ...doc, ...at, status: how, current_phase: null };
  await updateDocument(work.sql, 'subscription_schedule', ended);
  await unschedule(work, PHASE_END, doc.id);
  emit(work, `subscription_schedule.${how}`, ended);
  return ended;
}
