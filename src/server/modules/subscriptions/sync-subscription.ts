import { freeBySubscription } from '@/server/modules/entitlements/free-by-subscription';
import { narrowBySubscription } from '@/server/modules/entitlements/narrow-by-subscription';
import { restoreBySubscription } from '@/server/modules/entitlements/restore-by-subscription';
import { revokeBySubscription } from '@/server/modules/entitlements/revoke-by-subscription';
import type { SubscriptionFact } from '@/server/modules/payments/to-subscription-fact';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { decideStanding, REMINDER_MS } from './decide-standing';
import { endSubscription } from './end-subscription';
import { lockSubscription, writeState, type SubscriptionRecord } from './subscription-states.queries';
import { toIncludedTiers } from './to-included-tiers';
import { toMessages } from './to-messages';

export type { SubscriptionRecord } from './subscription-states.queries';

const UNPAID = 'unpaid';

/**
 * Brings a subscription to what Stripe says, in the caller's transaction: its state, period, plan and standing; what it gave is closed at its end
 * or when the grace is over, and opened again when it is paid; its buyer is told. An answer asked for earlier than the last one written changes
 * nothing, and one that has ended stays so. May be repeated. Answers with the subscription as it is now, or undefined for one that is not ours.
 * Whoever stands above sees to what hangs on it there, such as a platform's tier.
 */
export async function syncSubscription(tx: ServiceTx, { fact, at }: { fact: SubscriptionFact; at: Date }): Promise<SubscriptionRecord | undefined> {
  const { stripeSubscriptionId, status, currentPeriodStart, currentPeriodEnd, trialEndsAt, cancelAt, scheduled, items, readAt, endedReason } = fact;
  const before = await lockSubscription(tx, { stripeSubscriptionId });
  if (!before) return undefined;
  const state = { status, currentPeriodStart, currentPeriodEnd, trialEndsAt, cancelAt, isScheduled: scheduled !== null, nextPriceId: scheduled?.priceId ?? null, priceId: items[0]?.priceId ?? null, readAt };
  if (!(await writeState(tx, { subscriptionId: before.id, ...state, ...decideStanding(fact, at) }))) return before;
  if (endedReason !== null) await endSubscription(tx, { subscriptionId: before.id, reason: endedReason, at: fact.endedAt ?? at });
  const after = await lockSubscription(tx, { stripeSubscriptionId });
  if (!after) throw new Error(`subscription ${before.id} is gone`);
  if (after.endedAt === null) await follow(tx, { before, after, at });
  for (const message of toMessages({ before, after, fact, at })) await enqueue(tx, { task: 'tell-subscriber', payload: { subscriptionId: after.id, ...message }, key: message.dedupeKey });
  return after;
}

/** What follows from the standing and the plan: keys, and when to look again. */
async function follow(tx: ServiceTx, { before, after, at }: { before: SubscriptionRecord; after: SubscriptionRecord; at: Date }): Promise<void> {
  const { id: subscriptionId, status, trialEndsAt, graceEndsAt, lapsedAt, membershipTier } = after;
  if (lapsedAt !== null) await revokeBySubscription(tx, { subscriptionId, reason: UNPAID, at });
  else if (before.lapsedAt !== null) await restoreBySubscription(tx, { subscriptionId, reason: UNPAID });
  if (trialEndsAt !== null && status === 'active') await freeBySubscription(tx, { subscriptionId });
  const included = toIncludedTiers(membershipTier);
  // What was opened stays open as long as the plan is no smaller, whatever its product asks of others since.
  if (included.length < toIncludedTiers(before.membershipTier).length) await narrowBySubscription(tx, { subscriptionId, includedTiers: included, at });
  if (graceEndsAt === null || lapsedAt !== null) return;
  const reminder = new Date(graceEndsAt.getTime() - REMINDER_MS);
  await enqueue(tx, { task: 'ask-subscription', payload: { subscriptionId }, key: `ask:${subscriptionId}`, runAt: reminder > at ? reminder : graceEndsAt });
}
