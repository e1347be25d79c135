import { endAtStripe } from '@/server/modules/subscriptions/end-at-stripe';
import { openSubscription } from '@/server/modules/subscriptions/open-subscription';
import type { ServiceTx } from '@/server/platform/db';
import type { OrderItemRecord } from '../order-rows.queries';
import { findEndedBefore } from '../renewals.queries';
import type { MissingItem, OrderKind, Paid } from './kind';

const nothing = () => Promise.resolve();

/** Why a first order pays for nothing, or undefined when its subscription is open now. */
async function open(tx: ServiceTx, { order, subscription, at }: Paid, item: OrderItemRecord): Promise<MissingItem['why'] | undefined> {
  if (!subscription) throw new Error(`order ${order.id} is paid, and Stripe names no subscription for it`);
  const isLate = subscription.endedAt !== null && subscription.endedAt < at;
  if (!isLate && (await openSubscription(tx, { order, item, fact: subscription, at }))) return undefined;
  await endAtStripe(tx, subscription.stripeSubscriptionId);
  return isLate ? 'ended' : 'held';
}

/** The same of a later one. Where its subscription had ended before, Stripe is asked once more to end it: it still took money for it. */
async function renew(tx: ServiceTx, { subscriptionId, at }: { subscriptionId: string; at: Date }): Promise<MissingItem['why'] | undefined> {
  const ended = await findEndedBefore(tx, { subscriptionId, at });
  if (ended) await endAtStripe(tx, ended.stripeSubscriptionId);
  return ended && 'ended';
}

/**
 * What is paid again and again: the first order opens the subscription with its entitlement, later ones pay for periods of it. Whoever has one
 * already, bought in the same moment, gets the money back, and the second is ended; so does who paid for one that had ended. What is given back ends
 * it or does not by all of its orders and by what Stripe says of it: `endGivenBack`.
 */
export const subscribed: OrderKind = {
  isHeldOnce: true,
  onPlaced: nothing,
  onClosed: nothing,
  async onPaid(tx, paid) {
    const { order, items, at } = paid;
    const [item] = items;
    if (!item) return [];
    if (items.length > 1) throw new Error(`order ${order.id} has ${items.length} recurring items`);
    const why = order.subscriptionId === null ? await open(tx, paid, item) : await renew(tx, { subscriptionId: order.subscriptionId, at });
    return why === undefined ? [] : [{ item, why }];
  },
  onReversed: nothing,
  onRestored: nothing,
};
