import { Prisma } from '@generated/client';
import type { StoredPicture } from '@/server/modules/images/store-picture';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { KnownGoods } from './plan-goods';

const json = (rows: unknown) => Prisma.sql`${JSON.stringify(rows)}::jsonb`;

/** The products that hold these slugs with their forms, locked in slug order so that two runs cannot wait for each other. */
export async function lockGoods(tx: ServiceTx, slugs: readonly string[]): Promise<KnownGoods[]> {
  await tx.$queryRaw`select id from products where slug = any (${slugs}::text[]) order by slug for update`;
  return tx.$queryRaw<KnownGoods[]>`
    select p.id, p.slug, p.seller_id as "sellerId", p.kind, p.status, p.inventory,
      case when p.inventory = 'flat' then (select min(v.stock_level_id) from product_variants v where v.product_id = p.id) end as "sharedLevelId",
      coalesce((select jsonb_agg(jsonb_build_object('sku', v.sku, 'position', v.position, 'prices',
        coalesce((select jsonb_object_agg(c.currency, c.amount_minor) from prices c where c.variant_id = v.id and c.archived_at is null), '{}')))
        from product_variants v where v.product_id = p.id), '[]') as variants
    from products p where p.slug = any (${slugs}::text[])`;
}

/** Which of these slugs are there already: pictures are stored for new things only. */
export async function findGoodsSlugs(reader: Reader, slugs: readonly string[]): Promise<Set<string>> {
  const rows = await reader.rows<{ slug: string }>(Prisma.sql`select slug from products where slug = any (${slugs}::text[])`);
  return new Set(rows.map((row) => row.slug));
}

/** Which of these skus the seller uses already, and for which product. */
export async function findSkus(tx: ServiceTx, sellerId: string, skus: readonly string[]): Promise<{ sku: string; slug: string }[]> {
  return tx.$queryRaw`select v.sku, p.slug from product_variants v join products p on p.id = v.product_id where v.seller_id = ${sellerId} and v.sku = any (${skus}::text[])`;
}

export interface GoodsRowOfProduct {
  id: string;
  seller_id: string;
  slug: string;
  title: string;
  type: string;
  summary: string;
  description: string;
  tags: readonly string[];
  brand: string;
  condition: string;
  inventory: string;
  published_at: Date;
}

/** Inserts things as drafts; returns the slugs that were free. A slug taken meanwhile is left to its owner. */
export async function insertGoods(tx: ServiceTx, rows: readonly GoodsRowOfProduct[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const inserted = await tx.$queryRaw<{ slug: string }[]>`
    insert into products (id, seller_id, kind, type, slug, title, summary, description, tags, brand, condition, inventory, published_at)
    select r.id, r.seller_id, 'physical', r.type, r.slug, r.title, r.summary, r.description, r.tags, r.brand, r.condition, r.inventory, r.published_at
    from jsonb_to_recordset(${json(rows)}) as r(id text, seller_id text, type text, slug text, title text, summary text, description text, tags text[], brand text, condition text, inventory text, published_at timestamptz)
    order by r.slug
    on conflict (slug) do nothing returning slug`;
  return new Set(inserted.map((row) => row.slug));
}

export interface GoodsParts {
  levels: { id: string; product_id: string; seller_id: string; on_hand: number }[];
  movements: { id: string; level_id: string; variant_id: string | null; delta: number; note: string }[];
  variants: { id: string; product_id: string; seller_id: string; sku: string; options: Record<string, string>; title: string; weight_grams: number | null; position: number; stock_level_id: string | null }[];
  prices: { id: string; variant_id: string; amount_minor: number; currency: string }[];
  images: (StoredPicture & { id: string; product_id: string; seller_id: string; alt: string; position: number })[];
}

/** The forms of things with their stock, the movement that brought it, prices and pictures. */
export async function insertGoodsParts(tx: ServiceTx, parts: GoodsParts): Promise<void> {
  if (parts.variants.length === 0) return;
  await tx.$executeRaw`
    insert into stock_levels (id, product_id, seller_id, on_hand)
    select r.id, r.product_id, r.seller_id, r.on_hand from jsonb_to_recordset(${json(parts.levels)}) as r(id text, product_id text, seller_id text, on_hand int)`;
  await tx.$executeRaw`
    insert into product_variants (id, product_id, seller_id, sku, options, title, weight_grams, position, stock_level_id)
    select r.id, r.product_id, r.seller_id, r.sku, r.options, r.title, r.weight_grams, r.position, r.stock_level_id
    from jsonb_to_recordset(${json(parts.variants)}) as r(id text, product_id text, seller_id text, sku text, options jsonb, title text, weight_grams int, position int, stock_level_id text)`;
  await tx.$executeRaw`
    insert into stock_movements (id, level_id, variant_id, delta, reason, note, at)
    select r.id, r.level_id, r.variant_id, r.delta, 'received', r.note, now() from jsonb_to_recordset(${json(parts.movements)}) as r(id text, level_id text, variant_id text, delta int, note text)`;
  await tx.$executeRaw`
    insert into prices (id, variant_id, amount_minor, currency)
    select r.id, r.variant_id, r.amount_minor, r.currency from jsonb_to_recordset(${json(parts.prices)}) as r(id text, variant_id text, amount_minor bigint, currency text)`;
  await tx.$executeRaw`
    insert into product_images (id, product_id, seller_id, sha256, alt, width, height, files, position)
    select r.id, r.product_id, r.seller_id, r.sha256, r.alt, r.width, r.height, r.files, r.position
    from jsonb_to_recordset(${json(parts.images)}) as r(id text, product_id text, seller_id text, sha256 text, alt text, width int, height int, files jsonb, position int)
    on conflict (product_id, sha256) do nothing`;
}

/** Shows drafts among these to the public; what is archived or delisted keeps its status. */
export async function publishGoodsRows(tx: ServiceTx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length > 0) await tx.$executeRaw`update products set status = 'published', published_at = coalesce(published_at, ${at}), updated_at = ${at} where id = any (${ids}::text[]) and status = 'draft'`;
}
