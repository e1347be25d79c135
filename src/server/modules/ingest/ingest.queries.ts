import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { IngestItemResult } from '@/shared/contracts/ingest';
import type { KnownProduct, KnownVersion } from './plan-pack';
import type { StoredAsset } from './store-pack';

export interface ProductRow {
  id: string;
  seller_id: string;
  type: string;
  slug: string;
  title: string;
  summary: string;
  description: string;
  tags: readonly string[];
  works_with: readonly string[];
  external_url: string | null;
}

export interface VersionRow {
  id: string;
  product_id: string;
  version: string;
  sort_key: string;
  changelog: string;
  content_hash: string;
  released_at: Date;
  published_at: Date | null;
}

/** A price to hold for a licence of a product, in minor units. `sku` names the variant if it is new. */
export interface PriceRow {
  variant_id: string;
  price_id: string;
  product_id: string;
  seller_id: string;
  license: 'personal' | 'team';
  position: number;
  sku: string;
  amount_minor: number;
  currency: string;
}

const json = (rows: unknown) => Prisma.sql`${JSON.stringify(rows)}::jsonb`;

/** The products that hold these slugs, with all their versions, locked in slug order so that two runs cannot wait for each other. */
export async function lockProducts(tx: ServiceTx, slugs: readonly string[]): Promise<KnownProduct[]> {
  await tx.$queryRaw`select id from products where slug = any (${slugs}::text[]) order by slug for update`;
  return tx.$queryRaw<KnownProduct[]>(selectProducts(slugs));
}

/** The same without locks, for a first look. */
export function findProducts(reader: Reader, slugs: readonly string[]): Promise<KnownProduct[]> {
  return reader.rows<KnownProduct & { versions: KnownVersion[] }>(selectProducts(slugs));
}

function selectProducts(slugs: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    select p.id, p.slug, p.seller_id as "sellerId", p.kind, p.type, p.status,
      coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'version', v.version, 'sortKey', v.sort_key, 'contentHash', v.content_hash, 'isPublished', v.published_at is not null,
        'hasArchive', exists (select from assets a where a.version_id = v.id and a.role = 'archive'))) from product_versions v where v.product_id = p.id), '[]') as versions
    from products p where p.slug = any (${slugs}::text[])`;
}

/** Inserts drafts of products; returns the slugs that were free. A slug taken meanwhile is left to its owner. */
export async function insertProducts(tx: ServiceTx, rows: readonly ProductRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const inserted = await tx.$queryRaw<{ slug: string }[]>`
    insert into products (id, seller_id, kind, type, slug, title, summary, description, tags, works_with, external_url)
    select r.id, r.seller_id, 'download', r.type, r.slug, r.title, r.summary, r.description, r.tags, r.works_with, r.external_url
    from jsonb_to_recordset(${json(rows)}) as r(id text, seller_id text, type text, slug text, title text, summary text, description text, tags text[], works_with text[], external_url text)
    order by r.slug
    on conflict (slug) do nothing returning slug`;
  return new Set(inserted.map((row) => row.slug));
}

/** Brings products to what their newest visible version says and publishes them; an archived or delisted one keeps its status, the latter also the moment it was taken down. */
export async function publishProducts(tx: ServiceTx, rows: readonly Omit<ProductRow, 'seller_id' | 'type' | 'slug'>[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    update products p set title = r.title, summary = r.summary, description = r.description, tags = r.tags, works_with = r.works_with, external_url = r.external_url,
      status = case when p.status in ('draft', 'in_review') then 'published' else p.status end, published_at = coalesce(p.published_at, ${at}), updated_at = case p.status when 'delisted' then p.updated_at else ${at} end
    from jsonb_to_recordset(${json(rows)}) as r(id text, title text, summary text, description text, tags text[], works_with text[], external_url text)
    where p.id = r.id`;
}

export async function insertVersions(tx: ServiceTx, rows: readonly VersionRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    insert into product_versions (id, product_id, version, sort_key, changelog, content_hash, released_at, published_at)
    select r.id, r.product_id, r.version, r.sort_key, r.changelog, r.content_hash, r.released_at, r.published_at
    from jsonb_to_recordset(${json(rows)}) as r(id text, product_id text, version text, sort_key text, changelog text, content_hash text, released_at timestamptz, published_at timestamptz)`;
}

/** Gives drafts of versions their final content and, where `published_at` is set, publishes them. A published version is never touched. */
export async function completeVersions(tx: ServiceTx, rows: readonly VersionRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    update product_versions v set changelog = r.changelog, content_hash = r.content_hash, released_at = r.released_at, published_at = r.published_at
    from jsonb_to_recordset(${json(rows)}) as r(id text, changelog text, content_hash text, released_at timestamptz, published_at timestamptz)
    where v.id = r.id and v.published_at is null`;
}

/** Names the stored objects of a version; of a completed draft the objects of before are forgotten, and collected later. */
export async function replaceAssets(tx: ServiceTx, rows: readonly (StoredAsset & { versionId: string })[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`delete from assets where version_id = any (${[...new Set(rows.map((row) => row.versionId))]}::text[])`;
  await tx.$executeRaw`
    insert into assets (id, version_id, role, storage_key, file_name, content_type, bytes, sha256, contents)
    select r.id, r."versionId", r.role, r."storageKey", r."fileName", r."contentType", r.bytes, r.sha256, r.contents
    from jsonb_to_recordset(${json(rows)}) as r(id text, "versionId" text, role text, "storageKey" text, "fileName" text, "contentType" text, bytes bigint, sha256 text, contents jsonb)`;
}

/** Makes the licences that are missing and holds each to its price: a price that differs is archived and a new row takes its place, so orders keep what they charged. */
export async function holdPrices(tx: ServiceTx, rows: readonly PriceRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  const given = Prisma.sql`jsonb_to_recordset(${json(rows)}) as r(variant_id text, price_id text, product_id text, seller_id text, license text, position int, sku text, amount_minor bigint, currency text)`;
  await tx.$executeRaw`
    insert into product_variants (id, product_id, seller_id, sku, license, position)
    select r.variant_id, r.product_id, r.seller_id, r.sku, r.license, r.position from ${given}
    on conflict (product_id, license) do nothing`;
  await tx.$executeRaw`
    update prices p set archived_at = ${at} from ${given} join product_variants v on v.product_id = r.product_id and v.license = r.license
    where p.variant_id = v.id and p.archived_at is null and (p.amount_minor, p.currency::text) is distinct from (r.amount_minor, r.currency)`;
  await tx.$executeRaw`
    insert into prices (id, variant_id, amount_minor, currency)
    select r.price_id, v.id, r.amount_minor, r.currency from ${given} join product_variants v on v.product_id = r.product_id and v.license = r.license
    where not exists (select from prices p where p.variant_id = v.id and p.archived_at is null)`;
}

export async function refreshListing(tx: ServiceTx, productIds: readonly string[]): Promise<void> {
  if (productIds.length > 0) await tx.$executeRaw`select app.refresh_catalog_entries(${productIds}::text[])`;
}

export interface ResultRow extends Omit<IngestItemResult, 'slug'> {
  position: number;
  productId: string | null;
}

/** Appends lines to a run's report and counts them on the run. */
export async function insertResults(tx: ServiceTx, runId: string, rows: readonly ResultRow[]): Promise<void> {
  if (rows.length === 0) return;
  const flat = rows.map(({ problem, productId, ...row }) => ({ ...row, product_id: productId, field: problem?.field ?? null, code: problem?.code ?? null, message: problem?.message ?? '' }));
  const count = (...outcomes: readonly string[]) => rows.filter((row) => outcomes.includes(row.outcome)).length;
  await tx.$executeRaw`
    insert into ingest_results (run_id, position, item, outcome, field, code, message, product_id, version, warnings)
    select ${runId}, r.position, r.item, r.outcome, r.field, r.code, r.message, r.product_id, r.version, r.warnings
    from jsonb_to_recordset(${json(flat)}) as r(position int, item text, outcome text, field text, code text, message text, product_id text, version text, warnings jsonb)`;
  await tx.$executeRaw`
    update ingest_runs set accepted = accepted + ${count('created', 'new_version', 'completed', 'draft')}, unchanged = unchanged + ${count('unchanged')}, refused = refused + ${count('refused')} where id = ${runId}`;
}

export async function insertRun(tx: ServiceTx, run: { id: string; sellerId: string; startedBy: string | null; source: string; at: Date }): Promise<void> {
  await tx.$executeRaw`insert into ingest_runs (id, seller_id, started_by, source, started_at) values (${run.id}, ${run.sellerId}, ${run.startedBy}::uuid, ${run.source}, ${run.at})`;
}

export async function finishRun(tx: ServiceTx, run: { id: string; status: 'finished' | 'failed'; at: Date }): Promise<void> {
  await tx.$executeRaw`update ingest_runs set status = ${run.status}, finished_at = ${run.at} where id = ${run.id}`;
}

/** Runs that say "running" long after they can have been: their process was killed. */
export async function failAbandonedRuns(tx: ServiceTx, options: { startedBefore: Date; at: Date }): Promise<void> {
  await tx.$executeRaw`update ingest_runs set status = 'failed', finished_at = ${options.at} where status = 'running' and started_at < ${options.startedBefore}`;
}

export async function findSeller(tx: ServiceTx, slug: string): Promise<{ id: string; slug: string; lifecycle: string } | null> {
  const rows = await tx.$queryRaw<{ id: string; slug: string; lifecycle: string }[]>`select id, slug, lifecycle from sellers where slug = ${slug}`;
  return rows[0] ?? null;
}

/** Makes the shop's own seller; of two who try at once, one does. */
export async function insertHouseSeller(tx: ServiceTx, seller: { id: string; organizationId: string; slug: string; name: string }): Promise<void> {
  await tx.$executeRaw`insert into organizations (id, slug, name) values (${seller.organizationId}, ${seller.slug}, ${seller.name}) on conflict (slug) do nothing`;
  await tx.$executeRaw`
    insert into sellers (id, organization_id, slug, name, lifecycle)
    select ${seller.id}, o.id, ${seller.slug}, ${seller.name}, 'active' from organizations o where o.slug = ${seller.slug}
    on conflict do nothing`;
}

/** Which of these storage keys a row names. */
export async function findNamedKeys(reader: Reader, keys: readonly string[]): Promise<Set<string>> {
  const rows = await reader.rows<{ storageKey: string }>(Prisma.sql`select storage_key as "storageKey" from assets where storage_key = any (${keys}::text[])`);
  return new Set(rows.map((row) => row.storageKey));
}
