import { Prisma } from '@generated/client';
import type { Interval } from '@/shared/contracts/interval';
import type { OfferPrice, ShippingOffer } from '@/shared/contracts/catalog';
import type { ImageRow } from '@/shared/image-address';
import type { Reader } from '@/server/platform/db';
import { CARD, type CardRow } from './list.queries';

export interface VersionRow {
  id: string;
  version: string;
  changelog: string;
  releasedAt: string;
  yankedReason: string | null;
  archiveBytes: number | null;
  sha256: string | null;
}

export interface VariantRow {
  id: string;
  license: 'personal' | 'team' | null;
  options: Record<string, string>;
  title: string;
  sku: string;
  trialDays: number;
  interval: Interval | null;
  available: number | null;
  /** The listing's currency first. */
  prices: OfferPrice[];
}

export interface PartRow {
  productId: string;
  slug: string;
  title: string;
  summary: string;
  kind: string;
  type: string;
  sellerSlug: string;
  sellerName: string;
  image: ImageRow | null;
  /** Its price in the bundle's currency; null when it has none. */
  listMinor: number | null;
  /** The forms it comes in; empty when the bundle settles which. */
  choices: Pick<VariantRow, 'id' | 'title' | 'options' | 'available'>[];
}

export interface ProductRow extends CardRow {
  description: string;
  tags: string[];
  worksWith: string[];
  externalUrl: string | null;
  sellerTagline: string;
  brand: string;
  condition: 'new' | 'used' | null;
  images: ImageRow[];
  shipsFrom: string | null;
  handlingDays: number | null;
  shipping: ShippingOffer[] | null;
  bundleParts: PartRow[] | null;
  variants: VariantRow[];
  versions: VersionRow[];
  contents: { path: string; bytes: number }[];
  hasPreview: boolean;
  includedFromTier: string | null;
}

/** Units left of a variant `pv`, twenty at most: more is nobody's business. */
const AVAILABLE = Prisma.sql`(select least(l.on_hand - l.reserved, 20) from stock_levels l where l.id = pv.stock_level_id)`;

const VARIANTS = Prisma.sql`(select coalesce(json_agg(o order by o.position, o.id), '[]') from (
  select pv.id, pv.license, pv.options, pv.title, pv.sku, pv.position, pv.trial_days as "trialDays", min(pr."interval") as "interval", ${AVAILABLE} as available,
    json_agg(json_build_object('amountMinor', pr.amount_minor, 'currency', pr.currency) order by pr.currency <> e.currency, pr.created_at) as prices
  from product_variants pv join prices pr on pr.variant_id = pv.id and pr.archived_at is null
  where pv.product_id = e.product_id and pv.archived_at is null group by pv.id) o)`;

const SHIPPING = Prisma.sql`(select json_agg(json_build_object('name', r.name, 'countries', r.countries, 'currency', r.currency, 'parcelMinor', r.parcel_minor,
  'parcelGrams', r.parcel_grams, 'freeFromMinor', r.free_from_minor) order by r.parcel_minor, r.id) from shipping_rates r where r.seller_id = e.seller_id and r.archived_at is null)`;

const PARTS = Prisma.sql`(select json_agg(b order by b.position, b."productId") from (
  select i.position, c.product_id as "productId", c.slug, c.title, c.summary, c.kind, c.type, c.seller_slug as "sellerSlug", c.seller_name as "sellerName", c.image,
    (select pr.amount_minor from product_variants pv join prices pr on pr.variant_id = pv.id and pr.archived_at is null and pr.currency = e.currency
      where pv.product_id = c.product_id and pv.archived_at is null and (i.part_variant_id is null or pv.id = i.part_variant_id) order by pv.position, pv.id limit 1) as "listMinor",
    (select coalesce(json_agg(json_build_object('id', pv.id, 'title', pv.title, 'options', pv.options, 'available', ${AVAILABLE}) order by pv.position, pv.id), '[]')
      from product_variants pv where i.part_variant_id is null and pv.product_id = c.product_id and pv.archived_at is null) as choices
  from bundle_items i join catalog_entries c on c.product_id = i.part_product_id where i.bundle_product_id = e.product_id) b)`;

/** A published product with all its page shows, or undefined. The listing decides what is published; row security says so again. */
export async function findPublishedProduct(db: Reader, slug: string): Promise<ProductRow | undefined> {
  const [row] = await db.rows<{ product: ProductRow }>(Prisma.sql`
    select to_json(d) as product from (
      select ${CARD}, e.tags, e.works_with as "worksWith", e.brand, e.condition, p.description, p.external_url as "externalUrl", p.included_from_tier as "includedFromTier", s.tagline as "sellerTagline",
        coalesce(v.versions, '[]') as versions, coalesce(v.newest_contents, '[]') as contents, coalesce(v.has_preview, false) as "hasPreview",
        ${VARIANTS} as variants,
        case when e.image is null then '[]' else (select json_agg(json_build_object('id', i.id, 'sha256', i.sha256, 'alt', i.alt, 'width', i.width, 'height', i.height) order by i.position, i.id)
          from product_images i where i.product_id = e.product_id) end as images,
        case when e.kind = 'physical' then s.country end as "shipsFrom", case when e.kind = 'physical' then s.handling_days end as "handlingDays",
        case when e.kind = 'physical' then ${SHIPPING} end as shipping, case when e.kind = 'bundle' then ${PARTS} end as "bundleParts"
      from catalog_entries e
      join products p on p.id = e.product_id
      join sellers s on s.id = e.seller_id
      left join lateral (
        select json_agg(json_build_object('id', r.id, 'version', r.version, 'changelog', r.changelog, 'releasedAt', r.released_at,
            'yankedReason', r.yanked_reason, 'archiveBytes', a.bytes, 'sha256', a.sha256) order by r.sort_key desc) as versions,
          (array_agg(a.contents order by r.sort_key desc) filter (where r.version = e.latest_version))[1] as newest_contents,
          bool_or(r.version = e.latest_version and exists (select from assets x where x.version_id = r.id and x.role in ('preview', 'readme'))) as has_preview
        from product_versions r left join assets a on a.version_id = r.id and a.role = 'archive'
        where r.product_id = e.product_id and r.published_at is not null) v on true
      where e.slug = ${slug} and p.status = 'published') d`);
  return row?.product;
}

export interface RelatedRow extends CardRow {
  sharedTags: string[];
  sharedWorksWith: string[];
  sameSeller: boolean;
  sameType: boolean;
}

/** Published products nearest to one, best first; undefined when that one is not published. */
export async function findRelatedProducts(db: Reader, slug: string, limit: number): Promise<RelatedRow[] | undefined> {
  const [row] = await db.rows<{ items: RelatedRow[] }>(Prisma.sql`
    with origin as materialized (select product_id, seller_id, type, tags, works_with from catalog_entries where slug = ${slug}),
    near as (
      (select c.product_id from catalog_entries c, origin o where c.tags && o.tags limit 400)
      union (select c.product_id from catalog_entries c, origin o where c.works_with && o.works_with limit 400)
      union (select c.product_id from catalog_entries c, origin o where c.type = o.type order by c.released_at desc, c.product_id desc limit 50)
      union (select c.product_id from catalog_entries c, origin o where c.seller_id = o.seller_id order by c.released_at desc, c.product_id desc limit 50)),
    scored as (
      select e.*, e.seller_id = o.seller_id as same_seller, e.type = o.type as same_type,
        array(select unnest(e.tags) intersect select unnest(o.tags) order by 1) as shared_tags,
        array(select unnest(e.works_with) intersect select unnest(o.works_with) order by 1) as shared_works_with
      from near n join catalog_entries e using (product_id), origin o where e.product_id <> o.product_id)
    select (select coalesce(json_agg(r), '[]') from (
      select ${CARD}, e.shared_tags as "sharedTags", e.shared_works_with as "sharedWorksWith", e.same_seller as "sameSeller", e.same_type as "sameType"
      from scored e
      order by 3 * cardinality(e.shared_tags) + 2 * cardinality(e.shared_works_with) + e.same_type::int + e.same_seller::int desc, e.released_at desc, e.product_id desc
      limit ${limit}) r) as items
    from origin`);
  return row?.items;
}

export interface SellerRow {
  slug: string;
  name: string;
  tagline: string;
  about: string;
  country: string | null;
  since: string;
  productCount: number;
}

export async function findActiveSeller(db: Reader, slug: string): Promise<SellerRow | undefined> {
  const [row] = await db.rows<{ seller: SellerRow }>(Prisma.sql`
    select to_json(d) as seller from (
      select s.slug, s.name, s.tagline, s.about, s.country, s.created_at as since,
        (select count(*) from catalog_entries e where e.seller_id = s.id) as "productCount"
      from sellers s where s.slug = ${slug} and s.lifecycle = 'active') d`);
  return row?.seller;
}
