import { invalidParam } from '../core/refusal';
import type { Work } from '../core/work';
import { composeInvoice, pendingItems, storeDraft } from '../invoices/draft-invoice';
import type { SubscriptionDocument, SubscriptionItemDocument } from '../store/billing-kinds';
import type { Stored } from '../store/objects';
import { arrange, arrangeTrialNotice } from './arrange';
import { changeSubscription, currentPeriod, withItems } from './change-subscription';
import { linesFor } from './end-period';
import { amountOf } from './new-item';
import { periodEndAfter, rhythmOf } from './periods';
import { prorate } from './prorate';

/** What is to change about a subscription, and how that is billed. */
export interface BilledChange {
  items: SubscriptionItemDocument[];
  behavior: 'always_invoice' | 'create_prorations' | 'none';
  at: number;
  anchorNow: boolean;
  trialEnd: number | 'now' | undefined;
  /** Everything else that changes with it. */
  fields: Partial<SubscriptionDocument>;
}

/** How the change falls into time. */
interface Timing {
  /** A new period begins now and is billed now. */
  fresh: boolean;
  /** A trial runs afterwards, which ends then. */
  trialUntil: number | null;
  /** What was paid for is given back in part. */
  prorated: boolean;
}

function timingOf(work: Work, subscription: SubscriptionDocument, change: BilledChange): Timing {
  const trialing = subscription.status === 'trialing';
  const trialUntil = typeof change.trialEnd === 'number' ? change.trialEnd : trialing && change.trialEnd !== 'now' ? subscription.trial_end : null;
  if (typeof change.trialEnd === 'number' && change.trialEnd <= work.now) throw invalidParam('The trial_end must be in the future, or `now`.', { param: 'trial_end' });
  const [first] = subscription.items.data;
  const [wanted] = change.items;
  const rhythm = (item: SubscriptionItemDocument | undefined): string => `${String(item?.price.recurring?.interval_count)} ${String(item?.price.recurring?.interval)}`;
  const sum = (items: readonly SubscriptionItemDocument[]): number => items.reduce((total, item) => total + amountOf(item.price, item.quantity), 0);
  const becomesPaid = sum(subscription.items.data) === 0 && sum(change.items) > 0;
  const fresh = trialUntil === null && (change.anchorNow || trialing || rhythm(first) !== rhythm(wanted) || becomesPaid);
  return { fresh, trialUntil, prorated: !trialing && change.behavior !== 'none' };
}

function inTime(work: Work, subscription: SubscriptionDocument, { items, timing }: { items: SubscriptionItemDocument[]; timing: Timing }): SubscriptionDocument {
  const [first] = items;
  const moved = (start: number, end: number): SubscriptionDocument => withItems(subscription, items.map((item) => ({ ...item, current_period_start: start, current_period_end: end })));
  if (timing.trialUntil !== null) {
    const trialing = subscription.status === 'trialing';
    const start = trialing ? currentPeriod(subscription).start : work.now;
    return { ...moved(start, timing.trialUntil), status: 'trialing', trial_start: trialing ? subscription.trial_start : work.now, trial_end: timing.trialUntil, billing_cycle_anchor: timing.trialUntil };
  }
  if (!timing.fresh || first === undefined) return withItems(subscription, items);
  const trialEnded = subscription.status === 'trialing' ? { status: 'active' as const, trial_end: work.now } : {};
  return { ...moved(work.now, periodEndAfter(work.now, rhythmOf(first.price), work.now)), ...trialEnded, billing_cycle_anchor: work.now };
}

/** Changes a locked subscription and writes the invoice the change brings at once, a draft that the caller collects; null where the next renewal bills it. */
export async function billChange(work: Work, subscription: SubscriptionDocument, change: BilledChange): Promise<{ subscription: SubscriptionDocument; invoice: Stored<'invoice'> | null }> {
  const period = currentPeriod(subscription);
  if (change.at < period.start || change.at > period.end) throw invalidParam('Cannot specify a proration date outside of the current period.', { param: 'subscription_proration_date' });
  const timing = timingOf(work, subscription, change);
  if (timing.prorated) await prorate(work, { before: subscription, after: change.items, at: change.at, fresh: timing.fresh || timing.trialUntil !== null });
  const next = { ...inTime(work, subscription, { items: change.items, timing }), ...change.fields };
  const now = timing.fresh || (change.behavior === 'always_invoice' && (await pendingItems(work, next)).length > 0);
  if (!now) return { subscription: await settle(work, subscription, next), invoice: null };
  const composed = await composeInvoice(work, { subscription: next, lines: timing.fresh ? await linesFor(work, next) : [], reason: 'subscription_update', period: { start: period.start, end: work.now }, finalizesAt: null });
  const changed = await settle(work, subscription, { ...next, latest_invoice: composed.invoice.doc.id, ...(composed.discountSpent && { discounts: [] }) });
  await storeDraft(work, composed);
  return { subscription: changed, invoice: composed.invoice };
}

async function settle(work: Work, before: SubscriptionDocument, after: SubscriptionDocument): Promise<SubscriptionDocument> {
  const changed = await changeSubscription(work, before, after);
  await arrange(work, changed);
  if (after.trial_end !== before.trial_end) await arrangeTrialNotice(work, changed);
  return changed;
}
