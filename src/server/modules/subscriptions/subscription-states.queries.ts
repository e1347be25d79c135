import type { ServiceTx } from '@/server/platform/db';
import type { SubscriptionStatus } from '@/server/modules/payments/to-subscription-fact';

export type EndedReason = 'canceled' | 'unpaid' | 'refunded' | 'never_paid';

/** A subscription as the verbs work on it, with what its product and variant say it gives. */
export interface SubscriptionRecord {
  id: string;
  holderUserId: string | null;
  holderOrganizationId: string | null;
  buyerUserId: string;
  sellerId: string;
  productId: string;
  kind: string;
  variantId: string;
  priceId: string;
  orderItemId: string;
  membershipTier: string | null;
  platformTierId: string | null;
  stripeSubscriptionId: string;
  status: SubscriptionStatus;
  currentPeriodStart: Date;
  currentPeriodEnd: Date;
  trialEndsAt: Date | null;
  cancelAt: Date | null;
  nextVariantId: string | null;
  graceEndsAt: Date | null;
  lapsedAt: Date | null;
  endedAt: Date | null;
  endedReason: EndedReason | null;
  readAt: Date;
}

/**
 * Locks the row until the transaction ends, so that all that happens to a subscription happens one after the other. Undefined when there is none.
 * Locked first, joined afterwards: whoever waited for the lock would find the row of a plan it was just moved from, and so none.
 */
export async function lockSubscription(tx: ServiceTx, by: { stripeSubscriptionId: string } | { subscriptionId: string }): Promise<SubscriptionRecord | undefined> {
  const [ours, theirs] = 'subscriptionId' in by ? [by.subscriptionId, null] : [null, by.stripeSubscriptionId];
  const [row] = await tx.$queryRaw<SubscriptionRecord[]>`
    with s as materialized (select * from subscriptions where id = ${ours} or stripe_subscription_id = ${theirs} for update)
    select s.id, s.holder_user_id::text as "holderUserId", s.holder_organization_id as "holderOrganizationId", s.buyer_user_id::text as "buyerUserId", s.seller_id as "sellerId",
      s.product_id as "productId", p.kind, s.variant_id as "variantId", s.price_id as "priceId", s.order_item_id as "orderItemId", v.membership_tier as "membershipTier",
      v.platform_tier_id as "platformTierId", s.stripe_subscription_id as "stripeSubscriptionId", s.status, s.current_period_start as "currentPeriodStart",
      s.current_period_end as "currentPeriodEnd", s.trial_ends_at as "trialEndsAt", s.cancel_at as "cancelAt", s.next_variant_id as "nextVariantId", s.grace_ends_at as "graceEndsAt",
      s.lapsed_at as "lapsedAt", s.ended_at as "endedAt", s.ended_reason as "endedReason", s.read_at as "readAt"
    from s join products p on p.id = s.product_id join product_variants v on v.id = s.variant_id`;
  return row;
}

export interface NewSubscription {
  id: string;
  holderUserId: string | null;
  holderOrganizationId: string | null;
  buyerUserId: string;
  sellerId: string;
  productId: string;
  variantId: string;
  priceId: string;
  orderItemId: string;
  stripeSubscriptionId: string;
  status: SubscriptionStatus;
  currentPeriodStart: Date;
  currentPeriodEnd: Date;
  trialEndsAt: Date | null;
  readAt: Date;
  at: Date;
}

/** Writes it unless it is there, or its holder has another of the product that runs: `subscriptions_one_per_person` and `…_organization` decide between two at once. */
export async function insertSubscription(tx: ServiceTx, one: NewSubscription): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into subscriptions (id, holder_user_id, holder_organization_id, buyer_user_id, seller_id, product_id, variant_id, price_id, order_item_id, stripe_subscription_id, status,
      current_period_start, current_period_end, trial_ends_at, read_at, created_at)
    values (${one.id}, ${one.holderUserId}::uuid, ${one.holderOrganizationId}, ${one.buyerUserId}::uuid, ${one.sellerId}, ${one.productId}, ${one.variantId}, ${one.priceId},
      ${one.orderItemId}, ${one.stripeSubscriptionId}, ${one.status}, ${one.currentPeriodStart}, ${one.currentPeriodEnd}, ${one.trialEndsAt}, ${one.readAt}, ${one.at})
    on conflict do nothing`;
  return written === 1;
}

export interface StateToWrite {
  subscriptionId: string;
  status: SubscriptionStatus;
  currentPeriodStart: Date;
  currentPeriodEnd: Date;
  trialEndsAt: Date | null;
  cancelAt: Date | null;
  /** Whether a change is planned; without, what was chosen to come next is forgotten. */
  isScheduled: boolean;
  /** Our price of what is planned; null where the plan was not made here. */
  nextPriceId: string | null;
  graceEndsAt: Date | null;
  lapsedAt: Date | null;
  /** Our price that is billed now; null where Stripe's was not made for one. */
  priceId: string | null;
  readAt: Date;
}

/** Writes what Stripe says over what was asked earlier; an older answer, and one of a subscription that has ended, changes nothing. */
export async function writeState(tx: ServiceTx, state: StateToWrite): Promise<boolean> {
  const written = await tx.$executeRaw`
    update subscriptions s set status = ${state.status}, current_period_start = ${state.currentPeriodStart}, current_period_end = ${state.currentPeriodEnd},
      trial_ends_at = ${state.trialEndsAt}::timestamptz, cancel_at = ${state.cancelAt}::timestamptz, grace_ends_at = ${state.graceEndsAt}::timestamptz,
      lapsed_at = ${state.lapsedAt}::timestamptz, next_variant_id = case when ${state.isScheduled} then coalesce((select p.variant_id from prices p join product_variants v on v.id = p.variant_id
        where p.id = ${state.nextPriceId} and v.product_id = s.product_id), s.next_variant_id) end,
      variant_id = coalesce((select p.variant_id from prices p join product_variants v on v.id = p.variant_id where p.id = ${state.priceId} and v.product_id = s.product_id), s.variant_id),
      price_id = coalesce((select p.id from prices p join product_variants v on v.id = p.variant_id where p.id = ${state.priceId} and v.product_id = s.product_id), s.price_id),
      read_at = ${state.readAt}
    where s.id = ${state.subscriptionId} and s.read_at <= ${state.readAt} and s.ended_at is null`;
  return written === 1;
}

/** Ends it, once. Money that went back is the better reason than any Stripe gives, whichever is heard first. Undefined when it stays as it was. */
export async function writeEnd(tx: ServiceTx, { subscriptionId, reason, endedAt }: { subscriptionId: string; reason: EndedReason; endedAt: Date }): Promise<{ stripeSubscriptionId: string } | undefined> {
  const [row] = await tx.$queryRaw<{ stripeSubscriptionId: string }[]>`
    update subscriptions set status = 'canceled', ended_at = coalesce(ended_at, ${endedAt}), ended_reason = ${reason}, cancel_at = null, next_variant_id = null,
      grace_ends_at = null, lapsed_at = null
    where id = ${subscriptionId} and (ended_at is null or (${reason} = 'refunded' and ended_reason <> 'refunded'))
    returning stripe_subscription_id as "stripeSubscriptionId"`;
  return row;
}

/** Whether Stripe has ended it too, with nothing left to pay; null: that is still to be seen to. Nothing is written of one that is not ours, or that runs. */
export async function writeStripeEnd(tx: ServiceTx, { stripeSubscriptionId, at }: { stripeSubscriptionId: string; at: Date | null }): Promise<void> {
  await tx.$executeRaw`update subscriptions set stripe_ended_at = ${at}::timestamptz where stripe_subscription_id = ${stripeSubscriptionId} and ended_at is not null`;
}

/** Whose closing, come before the payment, ends a subscription with its period: the seller's, or that of the account it is held by. Locked, so that one that comes now is after this, and finds it. */
export async function findClosed(tx: ServiceTx, { sellerId, holderUserId }: { sellerId: string; holderUserId: string | null }): Promise<{ isSellerClosed: boolean; isHolderClosed: boolean }> {
  const [seller] = await tx.$queryRaw<{ isClosed: boolean }[]>`select lifecycle = 'closed' as "isClosed" from sellers where id = ${sellerId} for share`;
  const [holder] = holderUserId === null ? [] : await tx.$queryRaw<{ isClosed: boolean }[]>`select disabled_at is not null as "isClosed" from users where id = ${holderUserId}::uuid for share`;
  return { isSellerClosed: seller?.isClosed ?? false, isHolderClosed: holder?.isClosed ?? false };
}
