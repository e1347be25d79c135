import type { ServiceTx } from '@/server/platform/db';

/** A platform's product, as it is or was made now; the platform is locked by the caller, so that there is one. */
export async function findProductOfPlatform(tx: ServiceTx, platformId: string): Promise<{ id: string; slug: string } | undefined> {
  const [row] = await tx.$queryRaw<{ id: string; slug: string }[]>`
    select id, slug from products where platform_id = ${platformId} and status <> 'archived' order by created_at, id limit 1`;
  return row;
}

export async function lockLivePlatform(tx: ServiceTx, platformId: string): Promise<{ name: string } | undefined> {
  const [row] = await tx.$queryRaw<{ name: string }[]>`select name from platforms where id = ${platformId} and live_at is not null and archived_at is null for no key update`;
  return row;
}

/** False when the address is taken. */
export async function insertApiDraft(tx: ServiceTx, draft: { id: string; sellerId: string; platformId: string; slug: string; title: string; at: Date }): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into products (id, seller_id, kind, type, slug, title, platform_id, created_at, updated_at)
    values (${draft.id}, ${draft.sellerId}, 'api', 'api', ${draft.slug}, ${draft.title}, ${draft.platformId}, ${draft.at}, ${draft.at}) on conflict do nothing`;
  return written === 1;
}

/** Takes forms off sale whose tier is not sold any more, and renames and shows again those whose tier is. Answers with tiers that have no form yet. */
export async function alignTierVariants(tx: ServiceTx, { productId, platformId, at }: TierForms & { at: Date }): Promise<{ tierId: string; name: string; position: number }[]> {
  await tx.$executeRaw`
    update product_variants v set archived_at = ${at} where v.product_id = ${productId} and v.archived_at is null
      and not exists (select from platform_tiers t where t.id = v.platform_tier_id and t.archived_at is null and t.amount_minor > 0)`;
  await tx.$executeRaw`
    update product_variants v set title = t.name, position = t.place, archived_at = null
    from (select id, name, row_number() over (order by amount_minor, position, id)::int as place from platform_tiers where platform_id = ${platformId} and archived_at is null and amount_minor > 0) t
    where v.product_id = ${productId} and v.platform_tier_id = t.id`;
  return tx.$queryRaw`
    select t.id as "tierId", t.name, (row_number() over (order by t.amount_minor, t.position, t.id))::int as position from platform_tiers t
    where t.platform_id = ${platformId} and t.archived_at is null and t.amount_minor > 0
      and not exists (select from product_variants v where v.product_id = ${productId} and v.platform_tier_id = t.id)`;
}

/** Its number is its id: tiers have none of their own. */
export async function insertTierVariant(tx: ServiceTx, v: { id: string; productId: string; sellerId: string; tierId: string; name: string; position: number }): Promise<void> {
  await tx.$executeRaw`
    insert into product_variants (id, product_id, seller_id, title, sku, position, platform_tier_id) values (${v.id}, ${v.productId}, ${v.sellerId}, ${v.name}, ${v.id}, ${v.position}, ${v.tierId})`;
}

interface TierForms {
  productId: string;
  platformId: string;
}

/** Forms whose price in force is not what the tier costs: the price that ends, if there is one, and what begins. */
export function findTierPrices(tx: ServiceTx, { productId, platformId }: TierForms): Promise<{ variantId: string; priceId: string | null; amountMinor: number; currency: string; interval: string; isSame: boolean }[]> {
  return tx.$queryRaw`
    select v.id as "variantId", p.id as "priceId", t.amount_minor::float8 as "amountMinor", t.currency::text as currency, t."interval" as "interval",
      coalesce(p.amount_minor = t.amount_minor and p.currency = t.currency and p."interval" = t."interval", false) as "isSame"
    from product_variants v join platform_tiers t on t.id = v.platform_tier_id and t.platform_id = ${platformId}
    left join prices p on p.variant_id = v.id and p.archived_at is null
    where v.product_id = ${productId} and v.archived_at is null`;
}

export async function replacePrice(tx: ServiceTx, price: { id: string; variantId: string; priceId: string | null; amountMinor: number; currency: string; interval: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update prices set archived_at = ${price.at} where id = ${price.priceId}`;
  await tx.$executeRaw`
    insert into prices (id, variant_id, amount_minor, currency, "interval", created_at)
    values (${price.id}, ${price.variantId}, ${price.amountMinor}, ${price.currency}, ${price.interval}, ${price.at}) on conflict do nothing`;
}
