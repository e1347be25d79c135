import { Prisma } from '@generated/client';
import type { Reader, UserTx } from '@/server/platform/db';
import type { BundleCandidate } from '@/shared/contracts/publishing';

export interface PartRow {
  productId: string;
  variantId: string | null;
  position: number;
}

/** Which of these products and forms a bundle of this seller may hold: its own, no bundles; the form one of the product's. */
export async function findFittingParts(tx: UserTx, sellerId: string, parts: readonly PartRow[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    select p.id from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as r("productId" text, "variantId" text)
    join products p on p.id = r."productId" and p.seller_id = ${sellerId} and p.kind <> 'bundle'
    where r."variantId" is null or exists (select from product_variants v where v.id = r."variantId" and v.product_id = p.id and v.archived_at is null)`);
  return new Set(rows.map((row) => row.id));
}

/** Makes a bundle hold exactly these parts. */
export async function replaceParts(tx: UserTx, bundleId: string, parts: readonly PartRow[]): Promise<void> {
  await tx.$executeRaw`delete from bundle_items where bundle_product_id = ${bundleId} and part_product_id <> all (${parts.map(({ productId }) => productId)}::text[])`;
  if (parts.length === 0) return;
  await tx.$executeRaw`
    insert into bundle_items (bundle_product_id, part_product_id, part_variant_id, position)
    select ${bundleId}, r."productId", r."variantId", r.position from jsonb_to_recordset(${Prisma.sql`${JSON.stringify(parts)}::jsonb`}) as r("productId" text, "variantId" text, position int)
    on conflict (bundle_product_id, part_product_id) do update set part_variant_id = excluded.part_variant_id, position = excluded.position`;
}

/** What a bundle of this seller may be made of: everything it has published that is no bundle, with its forms and prices. */
export function findBundleCandidates(reader: Reader, sellerId: string): Promise<BundleCandidate[]> {
  return reader.rows<BundleCandidate>(Prisma.sql`
    select p.id as "productId", p.title, p.type,
      (select coalesce(json_agg(json_build_object('id', v.id, 'title', coalesce(nullif(v.title, ''), v.license, ''), 'prices',
          (select coalesce(json_agg(json_build_object('currency', r.currency, 'amountMinor', r.amount_minor) order by r.currency <> 'usd', r.created_at, r.id), '[]') from prices r where r.variant_id = v.id and r.archived_at is null)
        ) order by v.position, v.id), '[]') from product_variants v where v.product_id = p.id and v.archived_at is null) as variants
    from products p where p.seller_id = ${sellerId} and p.status = 'published' and p.kind <> 'bundle' order by p.title, p.id limit 500`);
}
