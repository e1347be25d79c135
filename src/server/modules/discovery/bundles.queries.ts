import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

export interface BundleRow {
  productId: string;
  slug: string;
  title: string;
}

/** The bundle for sale that has one of these products in it and the most of what is owned or at hand, but not all; the cheapest of equal ones. */
export async function findBundleOf(reader: Reader, { near, known }: { near: readonly string[]; /** Owned or in the cart. */ known: readonly string[] }): Promise<BundleRow | undefined> {
  const [row] = await reader.rows<BundleRow>(Prisma.sql`
    select e.product_id as "productId", e.slug, e.title from catalog_entries e
    cross join lateral (select count(*) as parts, count(*) filter (where b.part_product_id = any (${known}::text[])) as had from bundle_items b where b.bundle_product_id = e.product_id) c
    where e.kind = 'bundle' and not e.is_sold_out and e.product_id <> all (${known}::text[]) and c.had < c.parts
      and e.product_id in (select bundle_product_id from bundle_items where part_product_id = any (${near}::text[]))
    order by c.had desc, e.price_minor, e.product_id limit 1`);
  return row;
}
