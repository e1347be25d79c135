import type { ServiceTx } from '@/server/platform/db';
import type { HousePlan } from './ensure-house-platform';

export async function findHouse(tx: ServiceTx): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`select id from platforms where is_house`;
  return row?.id;
}

/** The seller that is the shop itself, as it is or made now. */
export async function ensureHouseSeller(tx: ServiceTx, seller: { id: string; organizationId: string; slug: string; name: string }): Promise<string> {
  await tx.$executeRaw`insert into organizations (id, slug, name) values (${seller.organizationId}, ${seller.slug}, ${seller.name}) on conflict (slug) do nothing`;
  await tx.$executeRaw`
    insert into sellers (id, organization_id, slug, name, lifecycle) select ${seller.id}, o.id, ${seller.slug}, ${seller.name}, 'active' from organizations o where o.slug = ${seller.slug}
    on conflict do nothing`;
  const [row] = await tx.$queryRaw<{ id: string }[]>`select id from sellers where slug = ${seller.slug}`;
  if (!row) throw new Error(`the address ${seller.slug} is not the shop’s own`);
  return row.id;
}

/** False when there is one: the unique index decides between two at once. */
export async function insertHouse(tx: ServiceTx, p: { id: string; sellerId: string; slug: string; name: string; at: Date }): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into platforms (id, seller_id, slug, name, is_house, live_at, created_at) values (${p.id}, ${p.sellerId}, ${p.slug}, ${p.name}, true, ${p.at}, ${p.at}) on conflict do nothing`;
  return written === 1;
}

/** What sells the plan: a product with one form per month of it. An address that is taken is left alone, and then nothing is sold. */
export async function insertPlanProduct(tx: ServiceTx, { ids, sellerId, platformId, tierId, plan, at }: NewPlanProduct): Promise<void> {
  const { slug, title, summary, description, amountMinor, currency } = plan;
  const written = await tx.$executeRaw`
    insert into products (id, seller_id, kind, type, slug, title, summary, description, status, platform_id, published_at, created_at, updated_at)
    values (${ids.product}, ${sellerId}, 'api', 'api', ${slug}, ${title}, ${summary}, ${description}, 'published', ${platformId}, ${at}, ${at}, ${at}) on conflict do nothing`;
  if (written === 0) return;
  await tx.$executeRaw`
    insert into product_variants (id, product_id, seller_id, title, sku, platform_tier_id) values (${ids.variant}, ${ids.product}, ${sellerId}, ${plan.tierName}, ${slug}, ${tierId})`;
  await tx.$executeRaw`insert into prices (id, variant_id, amount_minor, currency, "interval", created_at) values (${ids.price}, ${ids.variant}, ${amountMinor}, ${currency}, 'month', ${at})`;
  await tx.$executeRaw`select app.refresh_catalog_entries(array[${ids.product}::text])`;
}

export interface NewPlanProduct {
  ids: { product: string; variant: string; price: string };
  sellerId: string;
  platformId: string;
  tierId: string;
  plan: HousePlan;
  at: Date;
}
