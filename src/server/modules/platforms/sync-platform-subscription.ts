import { getSubscriptionFact } from '@/server/modules/payments/get-subscription-fact';
import type { SubscriptionFact } from '@/server/modules/payments/to-subscription-fact';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { applySubscription } from './apply-subscription';
import { findSubscribed, lockCustomer, type CustomerRow } from './customers.queries';
import { findTierOfPrices } from './prices.queries';

export interface SubscriptionToSync {
  /** The connected account the news came from; null: our own. */
  accountId: string | null;
  stripeSubscriptionId: string;
}

/** `foreign`: of another account than the platform's customers pay on. `unknown`: of no customer, or at no price, of a platform. */
export type Synced = 'synced' | 'foreign' | 'unknown';

const MAX_ASKED = 5;

/**
 * Asks Stripe what is true of a subscription of a platform's customer and writes tier, standing and grace. The account it lives on must be the one
 * the customer's world is sold on: what one developer's account says changes nothing of another's. May run at any time, any number of times, in any
 * order. Throws UNAVAILABLE, UnreadableFactError, or Stripe's refusal.
 */
export async function syncPlatformSubscription({ db, stripe }: Pick<Platform, 'db' | 'stripe'>, { accountId, stripeSubscriptionId }: SubscriptionToSync): Promise<Synced> {
  for (let asked = 0; asked < MAX_ASKED; asked += 1) {
    const fact = await getSubscriptionFact(stripe, { stripeSubscriptionId, accountId });
    const outcome = await db.asService('a platform’s customers are written by the service alone', (tx) => write(tx, fact, accountId));
    // Somebody asked later and wrote sooner, maybe of another subscription of the customer: this one's news may be in neither.
    if (outcome !== 'stale') return outcome;
  }
  throw new Error(`others keep asking about the customer of ${stripeSubscriptionId}`);
}

async function write(tx: ServiceTx, fact: SubscriptionFact, accountId: string | null): Promise<Synced | 'stale'> {
  const { stripeSubscriptionId, readAt } = fact;
  const subscribed = await findSubscribed(tx, { stripeSubscriptionId, customerId: fact.metadata.customer_id ?? null });
  if (!subscribed) return 'unknown';
  const { platformId, mode, graceDays } = subscribed;
  if (accountId !== (mode === 'live' ? subscribed.stripeAccountId : null)) return 'foreign';
  const customer = await lockCustomer(tx, subscribed);
  if (!customer) return 'unknown';
  if (customer.readAt !== null && customer.readAt > readAt) return 'stale';
  const tierId = await findTierOfPrices(tx, { platformId, mode, stripePriceIds: fact.stripePriceIds });
  if (tierId === null) return 'unknown';
  const { status, currentPeriodStart, currentPeriodEnd, cancelAt } = fact;
  await applySubscription(tx, customer, {
    subscriptionId: null, stripeSubscriptionId, tierId: fact.endedAt === null ? tierId : null, status, currentPeriodStart, currentPeriodEnd, cancelAt,
    graceEndsAt: graceOf(customer, { fact, graceDays }), readAt, at: clock.now(),
  });
  return 'synced';
}

/** A failed payment starts the grace, once; later failures of the same money do not prolong it. */
function graceOf(customer: CustomerRow, { fact, graceDays }: { fact: SubscriptionFact; graceDays: number }): Date | null {
  if (fact.status !== 'past_due' && fact.status !== 'unpaid') return null;
  const isOwn = customer.stripeSubscriptionId === fact.stripeSubscriptionId;
  return (isOwn ? customer.graceEndsAt : null) ?? new Date(fact.readAt.getTime() + graceDays * DAY_MS);
}
