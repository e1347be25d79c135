import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import type { BundleToEnsure } from './ensure-bundle';

export interface FoundPart {
  slug: string;
  productId: string;
  /** Null when no sku was asked for, or the product has none such. */
  variantId: string | null;
  position: number;
}

/** The products of these slugs that are for sale, each with the form of its sku. */
export async function findBundleParts(tx: ServiceTx, parts: BundleToEnsure['parts']): Promise<FoundPart[]> {
  return tx.$queryRaw<FoundPart[]>`
    select e.slug, e.product_id as "productId", v.id as "variantId", (p.ordinality - 1)::int as position
    from unnest(${parts.map(({ slug }) => slug)}::text[], ${parts.map(({ sku }) => sku)}::text[]) with ordinality as p (slug, sku, ordinality)
    join catalog_entries e on e.slug = p.slug
    left join product_variants v on v.product_id = e.product_id and v.sku = p.sku and v.archived_at is null
    order by p.ordinality`;
}

/** Writes a published bundle with its one form, price and parts; null when its slug is taken, then nothing is written. */
export async function insertBundle(tx: ServiceTx, bundle: BundleToEnsure & { found: readonly FoundPart[]; now: Date }): Promise<string | null> {
  const { sellerSlug, slug, title, summary, description, tags, priceMinor, currency, releasedAt, found, now } = bundle;
  const [productId, variantId] = [newId('product', now.getTime()), newId('variant', now.getTime())];
  const written = await tx.$executeRaw`
    insert into products (id, seller_id, kind, type, slug, title, summary, description, status, tags, published_at, created_at, updated_at)
    select ${productId}, s.id, 'bundle', 'bundle', ${slug}, ${title}, ${summary}, ${description}, 'published', ${[...tags]}::text[], ${releasedAt}, ${now}, ${now}
    from sellers s where s.slug = ${sellerSlug}
    on conflict (slug) do nothing`;
  if (written === 0) return null;
  await tx.$executeRaw`insert into product_variants (id, product_id, seller_id, sku) select ${variantId}, ${productId}, s.id, ${slug} from sellers s where s.slug = ${sellerSlug}`;
  await tx.$executeRaw`insert into prices (id, variant_id, amount_minor, currency, created_at) values (${newId('price', now.getTime())}, ${variantId}, ${priceMinor}, ${currency}, ${now})`;
  await tx.$executeRaw`
    insert into bundle_items (bundle_product_id, part_product_id, part_variant_id, position)
    select ${productId}, f."productId", f."variantId", f.position from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f("productId" text, "variantId" text, position int)`;
  // The operator speaks for the sellers of its own machine.
  await tx.$executeRaw`
    insert into bundle_consents (bundle_product_id, seller_id, status, decided_at, created_at)
    select distinct b.id, p.seller_id, 'agreed', ${now}::timestamptz, ${now}::timestamptz from products b join bundle_items i on i.bundle_product_id = b.id join products p on p.id = i.part_product_id
    where b.id = ${productId} and p.seller_id <> b.seller_id`;
  await tx.$executeRaw`update products set is_joint = exists (select from bundle_consents c where c.bundle_product_id = products.id) where id = ${productId}`;
  return productId;
}
