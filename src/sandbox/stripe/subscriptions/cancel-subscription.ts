import { unschedule } from '../core/due-tasks';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { FINALIZE_INVOICE } from '../invoices/draft-invoice';
import type { SubscriptionDocument } from '../store/billing-kinds';
import { listObjects, updateDocument } from '../store/objects';
import { endSchedule } from './end-schedule';
import { CANCEL_AT, PERIOD_END, RETRY_INVOICE, TRIAL_WILL_END, UPCOMING } from './tasks';

type Why = 'cancellation_requested' | 'payment_failed' | 'payment_disputed';

/** Ends a locked subscription at once and for good. Its invoices that are not paid stay as they are and are not collected any more. */
export async function cancelSubscription(work: Work, subscription: SubscriptionDocument, why: { reason: Why; details?: Partial<NonNullable<SubscriptionDocument['cancellation_details']>> }): Promise<SubscriptionDocument> {
  const { cancellation_details: known } = subscription;
  const canceled: SubscriptionDocument = {
    ...subscription,
    status: 'canceled',
    canceled_at: subscription.canceled_at ?? work.now,
    ended_at: work.now,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, ...known, ...why.details, reason: known?.reason ?? why.reason },
    schedule: null,
  };
  await updateDocument(work.sql, 'subscription', canceled);
  for (const task of [PERIOD_END, CANCEL_AT, TRIAL_WILL_END, UPCOMING]) await unschedule(work, task, subscription.id);
  await stopCollecting(work, subscription.id);
  emit(work, 'customer.subscription.deleted', canceled);
  if (subscription.schedule !== null) await endSchedule(work, subscription.schedule, 'canceled');
  return canceled;
}

async function stopCollecting(work: Work, subscriptionId: string): Promise<void> {
  for (const status of ['draft', 'open'] as const) {
    const found = await listObjects(work.sql, 'invoice', { match: { status, parent: { subscription_details: { subscription: subscriptionId } } }, limit: 100 });
    for (const { doc } of found) {
      await updateDocument(work.sql, 'invoice', { ...doc, auto_advance: false, next_payment_attempt: null, automatically_finalizes_at: null });
      await unschedule(work, FINALIZE_INVOICE, doc.id);
      await unschedule(work, RETRY_INVOICE, doc.id);
    }
  }
}
