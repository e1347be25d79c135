import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { SellerLifecycle } from '@/shared/contracts/sellers';
import type { EditedVariant } from '@/shared/contracts/edited-variant';
import type { EditedPart, ProductEditorView } from '@/shared/contracts/publishing';
import type { ImageRow } from '@/shared/image-address';

type Version = Omit<ProductEditorView['versions'][number], 'changelogHtml' | 'files'> & { files: { path: string; bytes: number }[] | null };

/** A product with everything its editor shows, as JSON of Postgres. */
export interface EditorRow extends Omit<ProductEditorView, 'descriptionHtml' | 'missing' | 'images' | 'versions' | 'variants' | 'parts'> {
  sellerLifecycle: SellerLifecycle;
  sellerTagline: string;
  sellerCountry: string | null;
  handlingDays: number;
  images: ImageRow[];
  versions: Version[];
  variants: EditedVariant[];
  parts: EditedPart[];
}

/** Prices of a variant, the leading one first, as the listing orders them. */
const pricesOf = (variant: Prisma.Sql) => Prisma.sql`(select coalesce(json_agg(json_build_object('currency', r.currency, 'amountMinor', r.amount_minor)
  order by r.currency <> 'usd', r.created_at, r.id), '[]') from prices r where r.variant_id = ${variant} and r.archived_at is null)`;

const VARIANTS = Prisma.sql`(select coalesce(json_agg(json_build_object('id', v.id, 'license', v.license, 'size', v.options ->> 'size', 'color', v.options ->> 'color', 'title', v.title, 'sku', v.sku,
  'weightGrams', v.weight_grams, 'membershipTier', v.membership_tier, 'trialDays', v.trial_days,
  'interval', (select min(r."interval") from prices r where r.variant_id = v.id and r.archived_at is null), 'prices', ${pricesOf(Prisma.sql`v.id`)}, 'stockLevelId', v.stock_level_id, 'onHand', (select l.on_hand from stock_levels l where l.id = v.stock_level_id))
  order by v.position, v.id), '[]') from product_variants v where v.product_id = p.id and v.archived_at is null)`;

const VERSIONS = Prisma.sql`(select coalesce(json_agg(json_build_object('version', v.version, 'changelog', v.changelog, 'releasedAt', v.released_at, 'isPublished', v.published_at is not null,
  'yankedReason', v.yanked_reason, 'archiveBytes', a.bytes, 'sha256', a.sha256, 'files', a.contents) order by v.sort_key desc), '[]')
  from product_versions v left join assets a on a.version_id = v.id and a.role = 'archive' where v.product_id = p.id)`;

/** Whether a form is one a part may come in. */
const PART_FORM = Prisma.sql`v.product_id = c.id and v.archived_at is null and (b.part_variant_id is null or v.id = b.part_variant_id)`;

/** What a bundle `p` holds, in order: each with the cheapest price per currency of the forms it may come in. */
export const PARTS = Prisma.sql`(select coalesce(json_agg(json_build_object('productId', c.id, 'slug', c.slug, 'title', c.title, 'type', c.type, 'sellerSlug', o.slug, 'sellerName', o.name, 'isForSale', c.status = 'published' and o.lifecycle = 'active' and exists (select from product_variants v where ${PART_FORM}),
  'variantId', b.part_variant_id, 'variantTitle', coalesce((select coalesce(nullif(v.title, ''), v.license, '') from product_variants v where v.id = b.part_variant_id), ''), 'prices', (select coalesce(json_agg(json_build_object('currency', m.currency, 'amountMinor', m.amount) order by m.currency <> 'usd', m.since), '[]') from (
    select r.currency, min(r.amount_minor) as amount, min(r.created_at) as since from product_variants v join prices r on r.variant_id = v.id and r.archived_at is null where ${PART_FORM} group by r.currency) m)) order by b.position, c.id), '[]')
  from bundle_items b join products c on c.id = b.part_product_id join sellers o on o.id = c.seller_id where b.bundle_product_id = p.id)`;

/** One product, of this seller unless that is null. */
export async function findEditedProduct(reader: Reader, { productId, sellerId }: { productId: string; sellerId: string | null }): Promise<EditorRow | undefined> {
  const [row] = await reader.rows<{ product: EditorRow }>(Prisma.sql`
    select to_json(d) as product from (
      select p.id, p.slug, p.kind, p.type, p.status, p.title, p.summary, p.description, p.tags, p.works_with as "worksWith", p.brand, p.condition, p.inventory, p.is_joint as "isJoint", p.included_from_tier as "includedFromTier", p.review_note as "reviewNote",
        p.submitted_at as "submittedAt", p.published_at as "publishedAt", p.updated_at as "updatedAt", s.slug as "sellerSlug", s.name as "sellerName", s.lifecycle as "sellerLifecycle", s.tagline as "sellerTagline", s.country as "sellerCountry", s.handling_days as "handlingDays",
        ${VARIANTS} as variants, ${VERSIONS} as versions, ${PARTS} as parts,
        (select coalesce(json_agg(json_build_object('id', i.id, 'sha256', i.sha256, 'alt', i.alt, 'width', i.width, 'height', i.height) order by i.position, i.id), '[]') from product_images i where i.product_id = p.id) as images
      from products p join sellers s on s.id = p.seller_id
      where p.id = ${productId} and (${sellerId}::text is null or p.seller_id = ${sellerId}::text)) d`);
  return row?.product;
}
