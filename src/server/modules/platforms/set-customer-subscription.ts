import type { ServiceTx } from '@/server/platform/db';
import type { CustomerStatus } from '@/shared/contracts/platforms';
import { applySubscription } from './apply-subscription';
import { lockCustomer, lockCustomerOfSubscription } from './customers.queries';
import { putCustomer } from './put-customer';
import { findPlatformOfTier } from './tiers.queries';

export interface CustomerSubscriptionToSet {
  /** The tier the plan gives; null when the subscription has ended. */
  platformTierId: string | null;
  /** How the platform knows the buyer: the id of the organization it was bought for, else of the person. */
  externalId: string;
  /** Of the marketplace. */
  subscriptionId: string;
  status: CustomerStatus;
  currentPeriodStart: Date;
  currentPeriodEnd: Date;
  cancelAt: Date | null;
  graceEndsAt: Date | null;
  at: Date;
}

/**
 * Gives the buyer of an API's plan its tier on that platform, in the live world, or takes it back. Called in the transaction that writes the
 * subscription, after each change of it; may be repeated. Answers with the customer, or null when there is none it belonged to.
 */
export async function setCustomerSubscription(tx: ServiceTx, given: CustomerSubscriptionToSet): Promise<{ customerId: string; platformId: string } | null> {
  const { platformTierId, externalId, subscriptionId, at } = given;
  const platformId = platformTierId === null ? null : ((await findPlatformOfTier(tx, platformTierId))?.platformId ?? null);
  const key = platformId === null ? await lockCustomerOfSubscription(tx, subscriptionId) : { platformId, mode: 'live' as const, externalId };
  if (!key) return null;
  if (platformId !== null) await putCustomer(tx, { ...key, source: 'default', at });
  const customer = await lockCustomer(tx, key);
  if (!customer) return null;
  await applySubscription(tx, customer, { ...given, tierId: platformTierId, stripeSubscriptionId: null, readAt: customer.readAt });
  return { customerId: customer.id, platformId: customer.platformId };
}
