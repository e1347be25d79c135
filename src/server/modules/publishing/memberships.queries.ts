import type { ServiceTx } from '@/server/platform/db';
import type { Interval } from '@/shared/contracts/interval';
import type { MembershipTier } from '@/shared/contracts/subscriptions';
import type { ProductStatus } from '@/shared/contracts/publishing';

/** The seller, and the address of its product of this id where that is there already. */
export async function findMembershipOf(tx: ServiceTx, { productId, sellerSlug }: { productId: string; sellerSlug: string }): Promise<{ sellerId: string; slug: string | null } | undefined> {
  const [row] = await tx.$queryRaw<{ sellerId: string; slug: string | null }[]>`
    select s.id as "sellerId", p.slug from sellers s left join products p on p.id = ${productId} and p.seller_id = s.id and p.kind = 'membership'
    where s.slug = ${sellerSlug} and s.lifecycle in ('approved', 'active')`;
  return row;
}

/** False when the id or the address is taken. */
export async function insertMembershipDraft(tx: ServiceTx, draft: { id: string; sellerId: string; slug: string; title: string; at: Date }): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into products (id, seller_id, kind, type, slug, title, created_at, updated_at)
    values (${draft.id}, ${draft.sellerId}, 'membership', 'membership', ${draft.slug}, ${draft.title}, ${draft.at}, ${draft.at}) on conflict do nothing`;
  return written === 1;
}

/** Locks it, so that its plans are written by one at a time. */
export async function lockMembership(tx: ServiceTx, productId: string): Promise<{ sellerId: string; status: ProductStatus } | undefined> {
  const [row] = await tx.$queryRaw<{ sellerId: string; status: ProductStatus }[]>`select seller_id as "sellerId", status from products where id = ${productId} and kind = 'membership' for update`;
  return row;
}

export interface PlanRow {
  id: string;
  tier: MembershipTier | null;
  interval: Interval | null;
  /** In force; null for a plan that is not sold. */
  price: { amountMinor: number; currency: string } | null;
}

/** Every plan a membership has or had; its interval is that of its newest price. */
export function listPlans(tx: ServiceTx, productId: string): Promise<PlanRow[]> {
  return tx.$queryRaw<PlanRow[]>`
    select v.id, v.membership_tier as tier, (select p."interval" from prices p where p.variant_id = v.id order by p.created_at desc, p.id desc limit 1) as "interval",
      (select jsonb_build_object('amountMinor', p.amount_minor, 'currency', p.currency) from prices p where p.variant_id = v.id and p.archived_at is null order by p.created_at, p.id limit 1) as price
    from product_variants v where v.product_id = ${productId} order by v.position, v.id`;
}

export interface PlanToWrite {
  id: string;
  productId: string;
  sellerId: string;
  tier: MembershipTier;
  title: string;
  position: number;
  trialDays: number;
  sku: string;
}

/** Writes the plan and puts it on sale, also one that was taken off. */
export async function writePlan(tx: ServiceTx, plan: PlanToWrite): Promise<void> {
  await tx.$executeRaw`
    insert into product_variants (id, product_id, seller_id, sku, title, position, membership_tier, trial_days)
    values (${plan.id}, ${plan.productId}, ${plan.sellerId}, ${plan.sku}, ${plan.title}, ${plan.position}, ${plan.tier}, ${plan.trialDays})
    on conflict (id) do update set title = excluded.title, position = excluded.position, trial_days = excluded.trial_days, archived_at = null`;
}

/** The old price stays for who pays it. */
export async function replacePlanPrice(tx: ServiceTx, price: { id: string; variantId: string; amountMinor: number; currency: string; interval: Interval; at: Date }): Promise<void> {
  await tx.$executeRaw`update prices set archived_at = ${price.at} where variant_id = ${price.variantId} and archived_at is null`;
  await tx.$executeRaw`
    insert into prices (id, variant_id, amount_minor, currency, "interval", created_at)
    values (${price.id}, ${price.variantId}, ${price.amountMinor}, ${price.currency}, ${price.interval}, ${price.at})`;
}

export async function retirePlans(tx: ServiceTx, { productId, kept, at }: { productId: string; kept: readonly string[]; at: Date }): Promise<void> {
  await tx.$executeRaw`update product_variants set archived_at = ${at} where product_id = ${productId} and archived_at is null and id <> all (${[...kept]}::text[])`;
}

/** Says from which tier on a product is included; answers with its kind and what it was. Undefined when there is none, or it is part of nothing anybody sees. */
export async function writeIncluded(tx: ServiceTx, { productId, tier }: { productId: string; tier: MembershipTier | null }): Promise<{ kind: string; tier: MembershipTier | null } | undefined> {
  const [row] = await tx.$queryRaw<{ kind: string; tier: MembershipTier | null }[]>`
    with before as (select id, kind, included_from_tier as tier from products where id = ${productId} for update)
    update products p set included_from_tier = ${tier} from before b where p.id = b.id returning b.kind, b.tier`;
  return row;
}
