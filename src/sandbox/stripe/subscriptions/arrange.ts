import { schedule, unschedule } from '../core/due-tasks';
import type { Work } from '../core/work';
import type { SubscriptionDocument } from '../store/billing-kinds';
import { currentPeriod } from './change-subscription';
import { DAY } from './periods';
import { CANCEL_AT, PERIOD_END, TRIAL_WILL_END, UPCOMING } from './tasks';

const TRIAL_NOTICE = 3 * DAY;
const INVOICE_NOTICE = 7 * DAY;

/** Arranges what comes next for a subscription: the end of its period, what is announced before, and its own end. Arranging it again moves it. */
export async function arrange(work: Work, subscription: SubscriptionDocument): Promise<void> {
  const { id, cancel_at: cancelAt } = subscription;
  const { end, start } = currentPeriod(subscription);
  await schedule(work, PERIOD_END, { objectId: id, dueAt: end });
  const ends = subscription.cancel_at_period_end || (cancelAt !== null && cancelAt <= end);
  if (!ends && end - INVOICE_NOTICE > Math.max(work.now, start)) await schedule(work, UPCOMING, { objectId: id, dueAt: end - INVOICE_NOTICE });
  else await unschedule(work, UPCOMING, id);
  if (cancelAt !== null && !subscription.cancel_at_period_end) await schedule(work, CANCEL_AT, { objectId: id, dueAt: cancelAt });
  else await unschedule(work, CANCEL_AT, id);
}

/** Arranges the notice of a trial's end: three days ahead, or now for a shorter one. */
export async function arrangeTrialNotice(work: Work, subscription: SubscriptionDocument): Promise<void> {
  if (subscription.status !== 'trialing' || subscription.trial_end === null) await unschedule(work, TRIAL_WILL_END, subscription.id);
  else await schedule(work, TRIAL_WILL_END, { objectId: subscription.id, dueAt: Math.max(work.now, subscription.trial_end - TRIAL_NOTICE) });
}
