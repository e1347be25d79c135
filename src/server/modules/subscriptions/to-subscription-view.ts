import type { PlanView, SubscriptionState, SubscriptionView } from '@/shared/contracts/subscriptions';
import type { PlanRow, SubscriptionRow } from './subscription-views.queries';
import { toPlanChange } from './to-plan-change';

function stateOf({ status, endedAt, lapsedAt, graceEndsAt, cancelAt }: SubscriptionRow): SubscriptionState {
  if (endedAt !== null) return 'ended';
  if (lapsedAt !== null) return 'lapsed';
  if (graceEndsAt !== null) return 'past_due';
  if (cancelAt !== null) return 'canceling';
  return status === 'trialing' ? 'trialing' : 'active';
}

/** A plan as pages show it. Pure. */
export function toPlanView({ variantId, priceId, title, tier, amountMinor, currency, interval, trialDays }: PlanRow): PlanView {
  return { variantId, priceId, title, tier, amountMinor, currency, interval, trialDays };
}

/** A subscription as its holder sees it, with the plans it may become. Nothing is offered while it is unpaid or ends. Pure. */
export function toSubscriptionView(row: SubscriptionRow): SubscriptionView {
  const { id, kind, productSlug, productTitle, sellerName, isSellerClosed, organizationName, mayChange, plan, next, plans, currentPeriodEnd, trialEndsAt, cancelAt, graceEndsAt, endedAt, endedReason } = row;
  const state = stateOf(row);
  const isOpen = mayChange && next === null && (state === 'active' || state === 'trialing');
  const choices = plans.flatMap((one) => {
    const when = toPlanChange(plan, one);
    return when === 'same' ? [] : [{ ...toPlanView(one), when }];
  });
  return {
    id, kind, productSlug, productTitle, sellerName, isSellerClosed, organizationName, mayChange, state, plan: toPlanView(plan), currentPeriodEnd: currentPeriodEnd.toISOString(),
    trialEndsAt: state === 'trialing' ? (trialEndsAt?.toISOString() ?? null) : null,
    cancelAt: cancelAt?.toISOString() ?? null,
    next: next && toPlanView(next),
    graceEndsAt: graceEndsAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    endedReason,
    choices: isOpen ? choices : [],
  };
}
