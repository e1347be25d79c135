import { isDeepStrictEqual } from 'node:util';
import { missingResource } from '../core/refusal';
import type { Work } from '../core/work';
import { emitChange } from '../events/emit';
import type { SubscriptionDocument } from '../store/billing-kinds';
import { lockObject, updateDocument } from '../store/objects';

/** The subscription, locked until the transaction ends; whoever also locks its invoices locks it first. */
export async function lockSubscription(work: Work, id: string): Promise<SubscriptionDocument | null> {
  return (await lockObject(work.sql, 'subscription', id))?.doc ?? null;
}

/** The same for a request that names it in its path, or in `param`. Throws when there is none. */
export async function subscriptionOf(work: Work, id: string, param?: string): Promise<SubscriptionDocument> {
  const subscription = await lockSubscription(work, id);
  if (subscription === null) throw missingResource('subscription', id, param);
  return subscription;
}

/** Stores what has changed about a locked subscription and announces it, unless nothing has. */
export async function changeSubscription(work: Work, before: SubscriptionDocument, change: Partial<SubscriptionDocument>): Promise<SubscriptionDocument> {
  const after = { ...before, ...change };
  if (isDeepStrictEqual(before, after)) return before;
  await updateDocument(work.sql, 'subscription', after);
  emitChange(work, 'customer.subscription.updated', { before, after });
  return after;
}

/** The subscription with these items. */
export function withItems(subscription: SubscriptionDocument, data: SubscriptionDocument['items']['data']): SubscriptionDocument {
  return { ...subscription, items: { ...subscription.items, data } };
}

/** The period the items are in; they share one rhythm. */
export function currentPeriod(subscription: SubscriptionDocument): { start: number; end: number } {
  const [item] = subscription.items.data;
  return { start: item?.current_period_start ?? subscription.start_date, end: item?.current_period_end ?? subscription.start_date };
}

/** Whether it has come to its end. */
export function isOver(subscription: SubscriptionDocument): boolean {
  return subscription.status === 'canceled' || subscription.status === 'incomplete_expired';
}
