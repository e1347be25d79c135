import { grantEntitlements } from '@/server/modules/entitlements/grant-entitlements';
import type { SubscriptionFact } from '@/server/modules/payments/to-subscription-fact';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { newId } from '@/shared/ids';
import { findClosed, insertSubscription, lockSubscription } from './subscription-states.queries';

export interface SubscriptionToOpen {
  order: { buyerUserId: string; organizationId: string | null };
  /** The recurring item of the first order. */
  item: { id: string; sellerId: string; productId: string; variantId: string; priceId: string; license: string | null };
  fact: SubscriptionFact;
  at: Date;
}

/**
 * Opens the subscription that an order bought, with its entitlement, in the transaction that marks the order paid; a repeat finds it. Whoever pays
 * for an organization buys it for the organization. Undefined, and nothing written, when the holder has another of this product that runs.
 * It ends with its period where the seller or the holder's account was closed before it was paid. What Stripe says of it beyond its start is `syncSubscription`'s.
 */
export async function openSubscription(tx: ServiceTx, { order, item, fact, at }: SubscriptionToOpen): Promise<{ subscriptionId: string } | undefined> {
  const { buyerUserId, organizationId } = order;
  const { stripeSubscriptionId, status, currentPeriodStart, currentPeriodEnd, trialEndsAt, readAt } = fact;
  const { sellerId, productId, variantId, priceId } = item;
  const id = newId('subscription', at.getTime());
  const isNew = await insertSubscription(tx, {
    id, holderUserId: organizationId === null ? buyerUserId : null, holderOrganizationId: organizationId, buyerUserId, sellerId, productId, variantId, priceId, orderItemId: item.id,
    stripeSubscriptionId, status, currentPeriodStart, currentPeriodEnd, trialEndsAt, readAt, at,
  });
  if (!isNew) {
    const known = await lockSubscription(tx, { stripeSubscriptionId });
    return known && { subscriptionId: known.id };
  }
  const holder = organizationId === null ? { userId: buyerUserId } : { organizationId };
  await grantEntitlements(tx, [{ holder, productId, orderItemId: item.id, source: 'purchase', license: item.license, downloadLimit: null, subscriptionId: id, at }]);
  const { isSellerClosed, isHolderClosed } = await findClosed(tx, { sellerId, holderUserId: organizationId === null ? buyerUserId : null });
  if (isSellerClosed) await enqueue(tx, { task: 'cancel-closed', payload: { sellerId }, key: `cancel-closed:${sellerId}` });
  if (isHolderClosed) await enqueue(tx, { task: 'cancel-closed', payload: { userId: buyerUserId }, key: `cancel-closed:${buyerUserId}` });
  return { subscriptionId: id };
}
