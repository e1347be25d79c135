import { revokeCustomerKeys } from '@/server/modules/api-keys/revoke-customer-keys';
import type { ServiceTx } from '@/server/platform/db';
import { logger } from '@/server/platform/logger';
import type { CustomerStatus } from '@/shared/contracts/platforms';
import { updateCustomerSubscription, type CustomerRow } from './customers.queries';
import { tellCustomerChange } from './tell-customer-change';
import { findTierId } from './tiers.queries';
import { givesTier } from './to-held-tier';

/** A subscription as far as it decides on a customer's tier. */
export interface SubscriptionToApply {
  /** Which of the two it is: bought in the marketplace, or at the developer's own account. */
  subscriptionId: string | null;
  stripeSubscriptionId: string | null;
  /** What it gives while it runs; null when it ended, or gives nothing of this platform. */
  tierId: string | null;
  status: CustomerStatus;
  currentPeriodStart: Date;
  currentPeriodEnd: Date;
  cancelAt: Date | null;
  graceEndsAt: Date | null;
  readAt: Date | null;
  at: Date;
}

/**
 * Writes what a subscription makes of a locked customer. A new one counts periods from its own start; its end, or a pause, leads back to the
 * default tier. One that is not paid yet gives nothing, and one beside another that still runs changes nothing: it is said in the log.
 */
export async function applySubscription(tx: ServiceTx, customer: CustomerRow, given: SubscriptionToApply): Promise<void> {
  const isOwn = customer.subscriptionId === given.subscriptionId && customer.stripeSubscriptionId === given.stripeSubscriptionId;
  const runs = given.tierId !== null && givesTier(given.status);
  if (!isOwn && !runs) return;
  if (!isOwn && customer.tierSource === 'subscription') {
    logger.warn({ customerId: customer.id, held: customer.subscriptionId ?? customer.stripeSubscriptionId, other: given.subscriptionId ?? given.stripeSubscriptionId }, 'a customer has two subscriptions');
    return;
  }
  const tierId = runs ? given.tierId : await findTierId(tx, { platformId: customer.platformId, slug: null });
  const hasEnded = given.tierId === null || given.status === 'canceled';
  // Without a default tier the customer stays where it is; going live asks for one.
  const after = { tierId: tierId ?? customer.tierId, tierSource: runs ? ('subscription' as const) : ('default' as const), graceEndsAt: runs ? given.graceEndsAt : null, at: given.at };
  await updateCustomerSubscription(tx, {
    ...after,
    customerId: customer.id,
    anchorAt: runs && !isOwn ? given.currentPeriodStart : customer.anchorAt,
    subscriptionId: hasEnded ? null : given.subscriptionId,
    stripeSubscriptionId: hasEnded ? null : given.stripeSubscriptionId,
    status: hasEnded ? 'canceled' : given.status,
    currentPeriodEnd: given.currentPeriodEnd,
    cancelAt: hasEnded ? null : given.cancelAt,
    readAt: given.readAt,
  });
  // Keys are made by who bought the plan; afterwards nobody could revoke them.
  if (hasEnded && given.subscriptionId !== null) await revokeCustomerKeys(tx, { customerId: customer.id, at: given.at });
  await tellCustomerChange(tx, { before: customer, ...after, endedSubscriptionId: hasEnded ? (given.subscriptionId ?? given.stripeSubscriptionId) : null });
}
