import { Prisma } from '@generated/client';
import type { StoredAsset } from '@/server/modules/ingest/store-pack';
import type { ServiceTx } from '@/server/platform/db';

export interface VersionRow {
  id: string;
  version: string;
  sortKey: string;
  contentHash: string;
  isPublished: boolean;
  isYanked: boolean;
}

export function listVersions(tx: ServiceTx, productId: string): Promise<VersionRow[]> {
  return tx.$queryRaw<VersionRow[]>`
    select id, version, sort_key as "sortKey", content_hash as "contentHash", published_at is not null as "isPublished", yanked_at is not null as "isYanked"
    from product_versions where product_id = ${productId} order by sort_key desc`;
}

export interface NewVersion {
  id: string;
  productId: string;
  version: string;
  sortKey: string;
  changelog: string;
  contentHash: string;
  at: Date;
  isPublished: boolean;
}

export async function insertVersion(tx: ServiceTx, row: NewVersion): Promise<void> {
  await tx.$executeRaw`
    insert into product_versions (id, product_id, version, sort_key, changelog, content_hash, released_at, published_at)
    values (${row.id}, ${row.productId}, ${row.version}, ${row.sortKey}, ${row.changelog}, ${row.contentHash}, ${row.at}, ${row.isPublished ? row.at : null})`;
}

/** Gives a version that is not published yet other files; of those of before the objects are collected later. */
export async function replaceVersion(tx: ServiceTx, row: NewVersion): Promise<void> {
  await tx.$executeRaw`
    update product_versions set changelog = ${row.changelog}, content_hash = ${row.contentHash}, released_at = ${row.at}, published_at = ${row.isPublished ? row.at : null}
    where id = ${row.id} and published_at is null`;
  await tx.$executeRaw`delete from assets where version_id = ${row.id}`;
}

export async function insertAssets(tx: ServiceTx, versionId: string, assets: readonly StoredAsset[]): Promise<void> {
  await tx.$executeRaw`
    insert into assets (id, version_id, role, storage_key, file_name, content_type, bytes, sha256, contents)
    select r.id, ${versionId}, r.role, r."storageKey", r."fileName", r."contentType", r.bytes, r.sha256, r.contents
    from jsonb_to_recordset(${Prisma.sql`${JSON.stringify(assets)}::jsonb`}) as r(id text, role text, "storageKey" text, "fileName" text, "contentType" text, bytes bigint, sha256 text, contents jsonb)`;
}

/** Withdraws a published version; false when there is none, or it is withdrawn already. */
export async function yank(tx: ServiceTx, { productId, version, reason, at }: { productId: string; version: string; reason: string; at: Date }): Promise<boolean> {
  const written = await tx.$executeRaw`
    update product_versions set yanked_at = ${at}, yanked_reason = ${reason} where product_id = ${productId} and version = ${version} and published_at is not null and yanked_at is null`;
  return written === 1;
}

/** Publishes every version of a product that waits for its review. */
export async function publishVersions(tx: ServiceTx, productId: string, at: Date): Promise<void> {
  await tx.$executeRaw`update product_versions set published_at = ${at}, released_at = ${at} where product_id = ${productId} and published_at is null and yanked_at is null`;
}
