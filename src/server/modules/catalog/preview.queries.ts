import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

export interface PreviewAssetRow {
  assetId: string;
  fileName: string;
  contentType: string;
  bytes: number;
  priceMinor: number;
}

/** The document shown before the purchase of a published product: its preview, else its readme; undefined when it has none. Row security guards the rest. */
export async function findPreviewAsset(db: Reader, slug: string): Promise<PreviewAssetRow | undefined> {
  const [row] = await db.rows<PreviewAssetRow>(Prisma.sql`
    select a.id as "assetId", a.file_name as "fileName", a.content_type as "contentType", a.bytes, e.price_minor as "priceMinor"
    from catalog_entries e
    join product_versions v on v.product_id = e.product_id and v.version = e.latest_version
    join assets a on a.version_id = v.id and a.role in ('preview', 'readme')
    where e.slug = ${slug} order by a.role limit 1`);
  return row;
}

/** The same by the asset's own id, for the documents in frames. */
export async function findPreviewAssetById(db: Reader, assetId: string): Promise<PreviewAssetRow | undefined> {
  const [row] = await db.rows<PreviewAssetRow>(Prisma.sql`
    select a.id as "assetId", a.file_name as "fileName", a.content_type as "contentType", a.bytes, e.price_minor as "priceMinor"
    from assets a
    join product_versions v on v.id = a.version_id and v.published_at is not null and v.yanked_at is null
    join catalog_entries e on e.product_id = v.product_id
    where a.id = ${assetId} and a.role in ('preview', 'readme')`);
  return row;
}

/** Where a preview lies; a column that visitors cannot select, so the caller has checked that they may see the asset. */
export async function findPreviewKey(service: Reader, assetId: string): Promise<string | undefined> {
  const [row] = await service.rows<{ key: string }>(Prisma.sql`select storage_key as key from assets where id = ${assetId} and role in ('preview', 'readme')`);
  return row?.key;
}
