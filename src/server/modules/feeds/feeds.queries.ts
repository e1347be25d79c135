import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

export interface SitemapRow {
  productId: string;
  slug: string;
  releasedAt: Date;
}

/** Where each file of the map begins: the first product of every `perFile`, in the order of their ids. */
export async function findSitemapStarts(db: Reader, perFile: number): Promise<string[]> {
  const rows = await db.rows<{ productId: string }>(Prisma.sql`
    select n.product_id as "productId" from (select product_id, row_number() over (order by product_id) as place from catalog_entries) n
    where n.place % ${perFile}::bigint = 1 order by n.product_id`);
  return rows.map(({ productId }) => productId);
}

/** Published products from one on, in the order of their ids. */
export function findSitemapProducts(db: Reader, { from, limit }: { from: string; limit: number }): Promise<SitemapRow[]> {
  return db.rows<SitemapRow>(Prisma.sql`
    select product_id as "productId", slug, released_at as "releasedAt" from catalog_entries where product_id >= ${from} order by product_id limit ${limit}`);
}

export interface SellerRow {
  slug: string;
  changedAt: Date;
}

/** Sellers with something on the shelf, and when it last changed. */
export function findSitemapSellers(db: Reader, limit: number): Promise<SellerRow[]> {
  return db.rows<SellerRow>(Prisma.sql`
    select seller_slug as slug, max(released_at) as "changedAt" from catalog_entries group by seller_slug order by seller_slug limit ${limit}`);
}
