import { findStripeCard } from '@/server/modules/payments/find-stripe-card';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { CardView } from '@/shared/contracts/subscriptions';
import { assertOwnSubscription } from './assert-own-subscription';

/** The holder, or whoever runs the organization that holds it. The card a subscription is charged to; null when there is none. Throws NOT_FOUND, CONFLICT, UNAVAILABLE. */
export async function findCard({ db, stripe }: Pick<Platform, 'db' | 'stripe'>, { viewer, subscriptionId }: { viewer: Viewer; subscriptionId: string }): Promise<CardView | null> {
  const { stripeSubscriptionId } = await assertOwnSubscription(db, { viewer, subscriptionId });
  return findStripeCard(stripe, stripeSubscriptionId);
}
