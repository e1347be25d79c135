import type { ServiceTx } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { CustomerStatus, TierSource } from '@/shared/contracts/platforms';

/** A customer of a platform as verbs decide on it. */
export interface CustomerRow {
  id: string;
  platformId: string;
  mode: PlatformMode;
  externalId: string;
  email: string | null;
  name: string | null;
  tierId: string;
  tierSource: TierSource;
  claimedAt: Date | null;
  anchorAt: Date;
  stripeCustomerId: string | null;
  stripeSubscriptionId: string | null;
  /** Of the marketplace, when the tier was bought there. */
  subscriptionId: string | null;
  subscriptionStatus: CustomerStatus | null;
  graceEndsAt: Date | null;
  readAt: Date | null;
}

export interface CustomerKey {
  platformId: string;
  mode: PlatformMode;
  externalId: string;
}

/** A customer by its platform's name for it, locked: of two acts on it at once, the second sees what the first made of it. */
export async function lockCustomer(tx: ServiceTx, { platformId, mode, externalId }: CustomerKey): Promise<CustomerRow | undefined> {
  const [row] = await tx.$queryRaw<CustomerRow[]>`
    select id, platform_id as "platformId", mode, external_id as "externalId", email, name, tier_id as "tierId", tier_source as "tierSource", claimed_at as "claimedAt", anchor_at as "anchorAt",
      stripe_customer_id as "stripeCustomerId", stripe_subscription_id as "stripeSubscriptionId", subscription_id as "subscriptionId", subscription_status as "subscriptionStatus",
      grace_ends_at as "graceEndsAt", read_at as "readAt"
    from customers where platform_id = ${platformId} and mode = ${mode} and external_id = ${externalId} for no key update`;
  return row;
}

export interface NewCustomer extends CustomerKey {
  id: string;
  email: string | null;
  name: string | null;
  tierId: string;
  tierSource: TierSource;
  claimedAt: Date | null;
  at: Date;
}

/** False when the customer is there already: the unique key decides between two first calls at once. */
export async function insertCustomer(tx: ServiceTx, c: NewCustomer): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into customers (id, platform_id, mode, external_id, email, name, tier_id, tier_source, claimed_at, anchor_at, created_at, updated_at)
    values (${c.id}, ${c.platformId}, ${c.mode}, ${c.externalId}, ${c.email}, ${c.name}, ${c.tierId}, ${c.tierSource}, ${c.claimedAt}, ${c.at}, ${c.at}, ${c.at})
    on conflict (platform_id, mode, external_id) do nothing`;
  return written === 1;
}

export interface CustomerChange {
  id: string;
  email: string | null;
  name: string | null;
  tierId: string;
  tierSource: TierSource;
  claimedAt: Date | null;
  at: Date;
}

export async function updateCustomer(tx: ServiceTx, c: CustomerChange): Promise<void> {
  await tx.$executeRaw`
    update customers set email = ${c.email}, name = ${c.name}, tier_id = ${c.tierId}, tier_source = ${c.tierSource}, claimed_at = ${c.claimedAt}, updated_at = ${c.at} where id = ${c.id}`;
}

export interface CustomerSubscription {
  customerId: string;
  tierId: string;
  tierSource: TierSource;
  anchorAt: Date;
  /** Which of the two a subscription is: bought in the marketplace, or at the developer's own account. */
  subscriptionId: string | null;
  stripeSubscriptionId: string | null;
  status: CustomerStatus | null;
  currentPeriodEnd: Date | null;
  cancelAt: Date | null;
  graceEndsAt: Date | null;
  readAt: Date | null;
  at: Date;
}

/** What a subscription makes of a customer. A claim made before it says nothing any more: `claimed_at` moves on. */
export async function updateCustomerSubscription(tx: ServiceTx, c: CustomerSubscription): Promise<void> {
  await tx.$executeRaw`
    update customers set tier_id = ${c.tierId}, tier_source = ${c.tierSource}, anchor_at = ${c.anchorAt}, subscription_id = ${c.subscriptionId}, stripe_subscription_id = ${c.stripeSubscriptionId},
      subscription_status = ${c.status}, current_period_end = ${c.currentPeriodEnd}, cancel_at = ${c.cancelAt}, grace_ends_at = ${c.graceEndsAt}, read_at = ${c.readAt},
      claimed_at = greatest(claimed_at, ${c.at}), updated_at = ${c.at}
    where id = ${c.customerId}`;
}

/** The customer a subscription of the marketplace belongs to, locked. */
export async function lockCustomerOfSubscription(tx: ServiceTx, subscriptionId: string): Promise<CustomerKey | undefined> {
  const [row] = await tx.$queryRaw<CustomerKey[]>`
    select platform_id as "platformId", mode, external_id as "externalId" from customers where subscription_id = ${subscriptionId} for no key update`;
  return row;
}

/** Keeps who Stripe knows a customer as; of two made at once the first stays, and both calls go on with it. */
export async function keepStripeCustomer(tx: ServiceTx, { customerId, stripeCustomerId }: { customerId: string; stripeCustomerId: string }): Promise<string> {
  const [row] = await tx.$queryRaw<{ stripeCustomerId: string }[]>`
    update customers set stripe_customer_id = coalesce(stripe_customer_id, ${stripeCustomerId}) where id = ${customerId} returning stripe_customer_id as "stripeCustomerId"`;
  return row?.stripeCustomerId ?? stripeCustomerId;
}

/** Whose customer a subscription at Stripe is, and on which account it must be. */
export interface SubscribedRow extends CustomerKey {
  /** Of the platform's seller. */
  stripeAccountId: string | null;
  graceDays: number;
}

/** By the subscription that is kept, else by the customer it was opened for. */
export async function findSubscribed(tx: ServiceTx, { stripeSubscriptionId, customerId }: { stripeSubscriptionId: string; customerId: string | null }): Promise<SubscribedRow | undefined> {
  const [row] = await tx.$queryRaw<SubscribedRow[]>`
    select c.platform_id as "platformId", c.mode, c.external_id as "externalId", s.stripe_account_id as "stripeAccountId", p.grace_days as "graceDays"
    from customers c join platforms p on p.id = c.platform_id join sellers s on s.id = p.seller_id
    where c.stripe_subscription_id = ${stripeSubscriptionId} or c.id = ${customerId}
    order by c.stripe_subscription_id is distinct from ${stripeSubscriptionId} limit 1`;
  return row;
}
