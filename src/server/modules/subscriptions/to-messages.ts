import type { SubscriptionFact } from '@/server/modules/payments/to-subscription-fact';
import type { Tasks } from '@/server/platform/queue';
import { DAY_MS, HOUR_MS } from '@/shared/time';
import { REMINDER_MS } from './decide-standing';
import type { SubscriptionRecord } from './subscription-states.queries';

/** What the buyer is told, and under which name it is told once. */
export type SubscriptionMessage = Omit<Tasks['tell-subscriber'], 'subscriptionId'>;

/** Stripe speaks of a trial's end three days before it. */
const TRIAL_NOTICE_MS = 3 * DAY_MS + 6 * HOUR_MS;

type State = Pick<SubscriptionRecord, 'id' | 'variantId' | 'currentPeriodStart' | 'cancelAt' | 'nextVariantId' | 'graceEndsAt' | 'lapsedAt' | 'endedAt'>;

interface Change {
  before: State;
  after: State;
  fact: Pick<SubscriptionFact, 'status' | 'trialEndsAt' | 'openInvoices' | 'readAt'>;
  at: Date;
}

const iso = (at: Date | null) => at?.toISOString() ?? null;
const same = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime();
const said = (kind: SubscriptionMessage['kind'], dedupeKey: string, facts: Partial<SubscriptionMessage> = {}): SubscriptionMessage => ({ kind, dedupeKey, at: null, amountMinor: null, nextAttemptAt: null, ...facts });

function ofMoney({ before, after, fact, at }: Change): SubscriptionMessage[] {
  const { id, graceEndsAt, lapsedAt } = after;
  if (graceEndsAt === null) return before.graceEndsAt === null ? [] : [said('recovered', `recovered:${id}:${before.graceEndsAt.getTime()}`)];
  const key = `${id}:${graceEndsAt.getTime()}`;
  if (lapsedAt !== null) return [said('lapsed', `lapsed:${key}`, { at: iso(graceEndsAt) })];
  const [oldest] = fact.openInvoices;
  const failed = said('payment_failed', `payment-failed:${key}`, { at: iso(graceEndsAt), amountMinor: oldest?.amountMinor ?? null, nextAttemptAt: iso(oldest?.nextAttemptAt ?? null) });
  return at.getTime() >= graceEndsAt.getTime() - REMINDER_MS ? [failed, said('grace_ends', `grace-ends:${key}`, { at: iso(graceEndsAt) })] : [failed];
}

function ofPlan({ before, after, fact }: Change): SubscriptionMessage[] {
  const messages: SubscriptionMessage[] = [];
  const moment = fact.readAt.getTime();
  if (before.variantId !== after.variantId) messages.push(said('plan_changed', `plan:${after.id}:${after.variantId}:${moment}`));
  if (after.nextVariantId !== null && before.nextVariantId !== after.nextVariantId) messages.push(said('plan_will_change', `next:${after.id}:${after.nextVariantId}:${moment}`));
  if (after.cancelAt !== null && !same(before.cancelAt, after.cancelAt)) messages.push(said('canceled', `cancel:${after.id}:${after.cancelAt.getTime()}:${moment}`, { at: iso(after.cancelAt) }));
  if (after.cancelAt === null && before.cancelAt !== null) messages.push(said('resumed', `resume:${after.id}:${moment}`));
  return messages;
}

/**
 * What a younger answer of Stripe's gives to say. What may be found out twice has a name of its own time, so that it is told once; what somebody
 * did, and may do again, has the answer's. Of the end `endSubscription` tells. Pure.
 */
export function toMessages(change: Change): SubscriptionMessage[] {
  const { before, after, fact, at } = change;
  if (before.endedAt !== null || after.endedAt !== null) return [];
  const trialEnds = fact.status === 'trialing' && after.cancelAt === null && fact.trialEndsAt !== null && fact.trialEndsAt.getTime() - at.getTime() <= TRIAL_NOTICE_MS ? fact.trialEndsAt : null;
  const trial = trialEnds ? [said('trial_ends', `trial-ends:${after.id}:${trialEnds.getTime()}`, { at: iso(trialEnds) })] : [];
  return [...trial, ...ofMoney(change), ...ofPlan(change)];
}
