import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { ConsentStatus, FoundPart } from '@/shared/contracts/joint-bundles';
import type { EditedPart, ProductStatus } from '@/shared/contracts/publishing';
import type { SellerLifecycle } from '@/shared/contracts/sellers';
import type { KeysetPosition } from '@/shared/keyset-cursor';
import { PARTS } from './editor.queries';

export interface JointRow {
  id: string;
  slug: string;
  title: string;
  summary: string;
  status: ProductStatus;
  createdAt: Date;
  sellerSlug: string;
  sellerName: string;
  sellerLifecycle: SellerLifecycle;
  parts: EditedPart[];
  /** In the order they lead. */
  prices: { currency: string; amountMinor: number }[];
  consents: { sellerSlug: string; sellerName: string; status: ConsentStatus; decidedAt: string | null }[];
}

const JOINT = Prisma.sql`
  select p.id, p.slug, p.title, p.summary, p.status, p.created_at as "createdAt", s.slug as "sellerSlug", s.name as "sellerName", s.lifecycle as "sellerLifecycle", ${PARTS} as parts,
    (select coalesce(json_agg(json_build_object('currency', r.currency, 'amountMinor', r.amount_minor) order by r.currency <> 'usd', r.created_at, r.id), '[]')
      from product_variants v join prices r on r.variant_id = v.id and r.archived_at is null where v.product_id = p.id and v.archived_at is null) as prices,
    (select coalesce(json_agg(json_build_object('sellerSlug', k.slug, 'sellerName', k.name, 'status', c.status, 'decidedAt', c.decided_at) order by k.name, k.id), '[]')
      from bundle_consents c join sellers k on k.id = c.seller_id where c.bundle_product_id = p.id) as consents
  from products p join sellers s on s.id = p.seller_id`;
const before = (after: KeysetPosition | null) => Prisma.sql`(${after?.id ?? null}::text is null or (p.created_at, p.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::text))`;

/** Every bundle across sellers, newest first. */
export function listJointRows(reader: Reader, { after, limit }: { after: KeysetPosition | null; limit: number }): Promise<JointRow[]> {
  return reader.rows<JointRow>(Prisma.sql`${JOINT} where p.is_joint and ${before(after)} order by p.created_at desc, p.id desc limit ${limit}`);
}

/** Those this seller is asked for, newest first. */
export function listJointRowsAsking(reader: Reader, { sellerId, after, limit }: { sellerId: string; after: KeysetPosition | null; limit: number }): Promise<JointRow[]> {
  return reader.rows<JointRow>(Prisma.sql`
    ${JOINT} where p.is_joint and exists (select from bundle_consents c where c.bundle_product_id = p.id and c.seller_id = ${sellerId}) and ${before(after)} order by p.created_at desc, p.id desc limit ${limit}`);
}

export async function findJointRow(reader: Reader, productId: string): Promise<JointRow | undefined> {
  const [row] = await reader.rows<JointRow>(Prisma.sql`${JOINT} where p.is_joint and p.id = ${productId}`);
  return row;
}

/** Holds a joint bundle until the transaction ends, so that an answer and a publication come one after the other. */
export async function lockJoint(tx: ServiceTx, productId: string): Promise<{ status: ProductStatus; title: string } | undefined> {
  const [row] = await tx.$queryRaw<{ status: ProductStatus; title: string }[]>`select status, title from products where id = ${productId} and is_joint for no key update`;
  return row;
}

/** The seller that is to present a bundle; null when there is none such that sells. */
export async function findActiveSeller(tx: ServiceTx, slug: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`select id from sellers where slug = ${slug} and lifecycle = 'active'`;
  return row?.id ?? null;
}

export interface NewJoint {
  id: string;
  sellerId: string;
  slug: string;
  title: string;
  summary: string;
  description: string;
  at: Date;
}

/** A new joint bundle as a draft; false when the id or the address is taken. */
export async function insertJoint(tx: ServiceTx, { id, sellerId, slug, title, summary, description, at }: NewJoint): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into products (id, seller_id, kind, type, is_joint, slug, title, summary, description, created_at, updated_at)
    values (${id}, ${sellerId}, 'bundle', 'bundle', true, ${slug}, ${title}, ${summary}, ${description}, ${at}, ${at}) on conflict do nothing`;
  return written === 1;
}

/** Writes the parts that are for sale in the form asked for, each of an active seller; answers which those are. */
export async function insertJointParts(tx: ServiceTx, bundleId: string, parts: readonly { productId: string; variantId: string | null; position: number }[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    insert into bundle_items (bundle_product_id, part_product_id, part_variant_id, position)
    select ${bundleId}, r."productId", r."variantId", r.position from jsonb_to_recordset(${Prisma.sql`${JSON.stringify(parts)}::jsonb`}) as r("productId" text, "variantId" text, position int)
    join products p on p.id = r."productId" and p.status = 'published' and p.kind <> 'bundle' join sellers s on s.id = p.seller_id and s.lifecycle = 'active'
    where r."variantId" is null or exists (select from product_variants v where v.id = r."variantId" and v.product_id = p.id and v.archived_at is null)
    returning part_product_id as id`;
  return new Set(rows.map((row) => row.id));
}

/** Asks every other seller whose product takes part; answers whom. */
export function askSellers(tx: ServiceTx, bundleId: string, at: Date): Promise<{ sellerId: string; slug: string }[]> {
  return tx.$queryRaw`
    with asked as (
      insert into bundle_consents (bundle_product_id, seller_id, created_at)
      select distinct b.id, p.seller_id, ${at}::timestamptz from products b join bundle_items i on i.bundle_product_id = b.id join products p on p.id = i.part_product_id
      where b.id = ${bundleId} and p.seller_id <> b.seller_id returning seller_id)
    select s.id as "sellerId", s.slug from asked join sellers s on s.id = asked.seller_id order by s.id`;
}

/** Writes a seller's answer; what it was before, or nothing when it was not asked. The bundle is locked already. */
export async function writeConsent(tx: ServiceTx, consent: { productId: string; sellerId: string; answer: ConsentStatus; userId: string; at: Date }): Promise<{ before: ConsentStatus } | undefined> {
  const { productId, sellerId, answer, userId, at } = consent;
  const [row] = await tx.$queryRaw<{ before: ConsentStatus }[]>`
    with known as (select status from bundle_consents where bundle_product_id = ${productId} and seller_id = ${sellerId}),
    written as (update bundle_consents set status = ${answer}, decided_by = ${userId}::uuid, decided_at = ${at} where bundle_product_id = ${productId} and seller_id = ${sellerId} and status <> ${answer})
    select status as before from known`;
  return row;
}

/** Forms and prices of these products, in the order of `ids`; those that no bundle may hold are left out. */
export function findForms(reader: Reader, ids: readonly string[]): Promise<FoundPart[]> {
  return reader.rows<FoundPart>(Prisma.sql`
    select p.id as "productId", p.title, p.type, s.slug as "sellerSlug", s.name as "sellerName",
      (select coalesce(json_agg(json_build_object('id', v.id, 'title', coalesce(nullif(v.title, ''), v.license, ''), 'prices',
          (select coalesce(json_agg(json_build_object('currency', r.currency, 'amountMinor', r.amount_minor) order by r.currency <> 'usd', r.created_at, r.id), '[]') from prices r where r.variant_id = v.id and r.archived_at is null)
        ) order by v.position, v.id), '[]') from product_variants v where v.product_id = p.id and v.archived_at is null) as variants
    from products p join sellers s on s.id = p.seller_id and s.lifecycle = 'active'
    where p.id = any (${ids}::text[]) and p.status = 'published' and p.kind <> 'bundle' order by array_position(${ids}::text[], p.id)`);
}
