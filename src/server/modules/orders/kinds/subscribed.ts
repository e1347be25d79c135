import { endSubscription } from '@/server/modules/subscriptions/end-subscription';
import { openSubscription } from '@/server/modules/subscriptions/open-subscription';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { findSubscriptionId, isPeriodGivenBack } from '../renewals.queries';
import type { OrderKind, Reversed } from './kind';

const nothing = () => Promise.resolve();

/** Stripe is told after the commit, as often as it takes. */
function cancelAtStripe(tx: ServiceTx, stripeSubscriptionId: string): Promise<void> {
  return enqueue(tx, { task: 'cancel-subscription', payload: { stripeSubscriptionId }, key: `cancel:${stripeSubscriptionId}` });
}

/** What is given back of a running period ends the subscription when nothing of it is left. A refund that fails afterwards does not bring it back: at Stripe an end is for good. */
async function endGivenBack(tx: ServiceTx, { order, items, at }: Reversed): Promise<void> {
  for (const { item, isWhole } of items) {
    const subscription = isWhole ? await findSubscriptionId(tx, { orderId: order.id, itemId: item.id }) : undefined;
    if (!subscription || !(await isPeriodGivenBack(tx, { subscriptionId: subscription.id, orderId: order.id }))) continue;
    if (await endSubscription(tx, { subscriptionId: subscription.id, reason: 'refunded', at })) await cancelAtStripe(tx, subscription.stripeSubscriptionId);
  }
}

/**
 * What is paid again and again: the first order opens the subscription with its entitlement, later ones pay for periods of it. Whoever has one
 * already, bought in the same moment, gets the money back, and the second is ended.
 */
export const subscribed: OrderKind = {
  isHeldOnce: true,
  onPlaced: nothing,
  onClosed: nothing,
  async onPaid(tx, { order, items, subscription, at }) {
    const [item] = items;
    if (order.subscriptionId !== null || !item) return [];
    if (!subscription || items.length > 1) throw new Error(`order ${order.id} is paid, and Stripe names no subscription for its ${items.length} recurring items`);
    if (await openSubscription(tx, { order, item, fact: subscription, at })) return [];
    await cancelAtStripe(tx, subscription.stripeSubscriptionId);
    return items;
  },
  onReversed: endGivenBack,
  onRestored: nothing,
};
