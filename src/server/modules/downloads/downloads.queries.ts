import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';

export interface DownloadableVersion {
  productId: string;
  productStatus: string;
  externalUrl: string | null;
  versionId: string | null;
  version: string | null;
  yankedReason: string | null;
  asset: { id: string; storageKey: string; fileName: string; contentType: string; bytes: number; sha256: string } | null;
}

/** The product and the version asked for (the newest that is not yanked when none is named) with its archive; undefined when there is no such product. */
export async function findDownloadable(reader: Reader, { slug, version }: { slug: string; version: string | undefined }): Promise<DownloadableVersion | undefined> {
  const [row] = await reader.rows<DownloadableVersion>(Prisma.sql`
    select p.id as "productId", p.status as "productStatus", p.external_url as "externalUrl", v.id as "versionId", v.version, v.yanked_reason as "yankedReason",
      case when a.id is not null then jsonb_build_object('id', a.id, 'storageKey', a.storage_key, 'fileName', a.file_name, 'contentType', a.content_type, 'bytes', a.bytes, 'sha256', a.sha256) end as asset
    from products p
    left join lateral (
      select pv.* from product_versions pv
      where pv.product_id = p.id and pv.published_at is not null
        and case when ${version ?? null}::text is null then pv.yanked_at is null else pv.version = ${version ?? null} end
      order by pv.sort_key desc limit 1) v on true
    left join assets a on a.version_id = v.id and a.role = 'archive'
    where p.slug = ${slug}`);
  return row;
}

export async function insertDownloadEvent(tx: ServiceTx, event: { entitlementId: string; productId: string; versionId: string; userId: string; userAgent: string | null; at: Date }): Promise<void> {
  const { entitlementId, productId, versionId, userId, userAgent, at } = event;
  await tx.$executeRaw`
    insert into download_events (id, entitlement_id, product_id, version_id, user_id, user_agent, requested_at)
    values (${newId('download')}, ${entitlementId}, ${productId}, ${versionId}, ${userId}::uuid, ${userAgent}, ${at})`;
}

/** An archive by its asset's id, for a link that was already checked. */
export async function findArchive(reader: Reader, assetId: string): Promise<{ storageKey: string; fileName: string; contentType: string; bytes: number; sha256: string } | undefined> {
  const [row] = await reader.rows<{ storageKey: string; fileName: string; contentType: string; bytes: number; sha256: string }>(Prisma.sql`
    select storage_key as "storageKey", file_name as "fileName", content_type as "contentType", bytes, sha256 from assets where id = ${assetId} and role = 'archive'`);
  return row;
}
