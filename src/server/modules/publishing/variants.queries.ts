import { Prisma } from '@generated/client';
import type { ServiceTx, Tx } from '@/server/platform/db';

export interface VariantRow {
  id: string;
  license: string | null;
  options: Record<string, string>;
  sku: string;
  isArchived: boolean;
  stockLevelId: string | null;
}

export interface NewVariant {
  id: string;
  productId: string;
  sellerId: string;
  license: string | null;
  options: Record<string, string>;
  title: string;
  sku: string;
  weightGrams: number | null;
  position: number;
}

const json = (rows: unknown) => Prisma.sql`${JSON.stringify(rows)}::jsonb`;

/** Every form a product has or had, in order. */
export function listVariants(tx: Tx, productId: string): Promise<VariantRow[]> {
  return tx.$queryRaw<VariantRow[]>`
    select id, license, options, sku, archived_at is not null as "isArchived", stock_level_id as "stockLevelId" from product_variants where product_id = ${productId} order by position, id`;
}

/** Numbers of this seller's that other variants than these already carry. */
export async function findTakenSkus(tx: Tx, { sellerId, skus, except }: { sellerId: string; skus: readonly string[]; except: readonly string[] }): Promise<string[]> {
  const rows = await tx.$queryRaw<{ sku: string }[]>`select sku from product_variants where seller_id = ${sellerId} and sku = any (${skus}::text[]) and id <> all (${except}::text[]) order by sku`;
  return rows.map((row) => row.sku);
}

export async function insertVariants(tx: Tx, rows: readonly NewVariant[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    insert into product_variants (id, product_id, seller_id, license, options, title, sku, weight_grams, position)
    select r.id, r."productId", r."sellerId", r.license, r.options, r.title, r.sku, r."weightGrams", r.position
    from jsonb_to_recordset(${json(rows)}) as r(id text, "productId" text, "sellerId" text, license text, options jsonb, title text, sku text, "weightGrams" int, position int)`;
}

/** Writes what may change of a form and puts it on sale, also one that was taken off. */
export async function updateVariants(tx: ServiceTx, rows: readonly Pick<NewVariant, 'id' | 'title' | 'sku' | 'weightGrams' | 'position'>[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    update product_variants v set title = r.title, sku = r.sku, weight_grams = r."weightGrams", position = r.position, archived_at = null
    from jsonb_to_recordset(${json(rows)}) as r(id text, title text, sku text, "weightGrams" int, position int) where v.id = r.id`;
}

/** Takes forms off sale. Of a product that was never published, so that no order, cart or key can name them, those that never had stock are gone altogether. */
export async function retireVariants(tx: ServiceTx, ids: readonly string[], { at, wasPublished }: { at: Date; wasPublished: boolean }): Promise<void> {
  if (ids.length === 0) return;
  if (!wasPublished) {
    await tx.$executeRaw`
      delete from product_variants v where v.id = any (${ids}::text[]) and not exists (select from stock_movements m where m.variant_id = v.id or m.level_id = v.stock_level_id)
        and not exists (select from bundle_items b where b.part_variant_id = v.id)`;
  }
  await tx.$executeRaw`update product_variants set archived_at = ${at} where id = any (${ids}::text[]) and archived_at is null`;
}

/** Units on hand of all of a product's stocks. */
export async function countUnits(tx: ServiceTx, productId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ units: number }[]>`select coalesce(sum(on_hand), 0)::int as units from stock_levels where product_id = ${productId}`;
  return row?.units ?? 0;
}

/** New stocks with nothing in them, each counting these variants. Units come through `inventory` alone. */
export async function insertLevels(tx: ServiceTx, { productId, sellerId, levels }: { productId: string; sellerId: string; levels: readonly { id: string; variantIds: readonly string[] }[] }): Promise<void> {
  for (const { id, variantIds } of levels) {
    await tx.$executeRaw`insert into stock_levels (id, product_id, seller_id) values (${id}, ${productId}, ${sellerId})`;
    await pointAtLevel(tx, id, variantIds);
  }
}

export async function pointAtLevel(tx: ServiceTx, levelId: string, variantIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`update product_variants set stock_level_id = ${levelId} where id = any (${variantIds}::text[]) and stock_level_id is distinct from ${levelId}`;
}

/** Stocks that count nothing and never did. */
export async function dropUnusedLevels(tx: ServiceTx, productId: string): Promise<void> {
  await tx.$executeRaw`
    delete from stock_levels l where l.product_id = ${productId} and l.on_hand = 0 and not exists (select from product_variants v where v.stock_level_id = l.id)
      and not exists (select from stock_movements m where m.level_id = l.id) and not exists (select from stock_reservations r where r.level_id = l.id)`;
}
