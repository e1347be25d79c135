import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { KeysetPosition } from '@/shared/keyset-cursor';

export interface KeyRow {
  entitlementId: string;
  productId: string;
  slug: string;
  kind: string;
  type: string;
  source: 'purchase' | 'free' | 'admin' | 'membership';
  plan: string | null;
  subscriptionId: string | null;
  title: string;
  sellerName: string;
  license: 'personal' | 'team' | null;
  organizationName: string | null;
  orderId: string | null;
  orderNumber: number | null;
  since: Date;
  createdAt: Date;
  endsAt: Date | null;
  downloadsLeft: number | null;
  versions: { version: string; releasedAt: string; archiveBytes: number | null; yankedReason: string | null }[];
}

/** The live keys row security lets this reader see, newest first, each with its published versions, newest first. */
export function findKeys(reader: Reader, { now, after, limit }: { now: Date; after: KeysetPosition | null; limit: number }): Promise<KeyRow[]> {
  const before = after ? Prisma.sql`(e.created_at, e.id) < (${after.at}::timestamptz, ${after.id})` : Prisma.sql`true`;
  return reader.rows<KeyRow>(Prisma.sql`
    select e.id as "entitlementId", p.id as "productId", p.slug, p.kind, p.type, e.source, n.title as plan, e.subscription_id as "subscriptionId", p.title, s.name as "sellerName", e.license,
      o.name as "organizationName", i.order_id as "orderId", r.number as "orderNumber", e.starts_at as since, e.created_at as "createdAt", least(e.ends_at, n.cancel_at) as "endsAt",
      e.download_limit - e.downloads_used as "downloadsLeft", coalesce(v.versions, '[]') as versions
    from entitlements e
    join products p on p.id = e.product_id
    join sellers s on s.id = p.seller_id
    left join organizations o on o.id = e.holder_organization_id
    left join order_items i on i.id = e.order_item_id
    left join orders r on r.id = i.order_id
    left join lateral (select pv.title, b.cancel_at from subscriptions b left join product_variants pv on pv.id = b.variant_id where b.id = e.subscription_id) n on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('version', pv.version, 'releasedAt', pv.released_at, 'archiveBytes', a.bytes, 'yankedReason', pv.yanked_reason) order by pv.sort_key desc) as versions
      from product_versions pv left join assets a on a.version_id = pv.id and a.role = 'archive'
      where pv.product_id = p.id and pv.published_at is not null) v on true
    where e.revoked_at is null and e.starts_at <= ${now} and (e.ends_at is null or e.ends_at > ${now}) and ${before}
    order by e.created_at desc, e.id desc
    limit ${limit}`);
}

/** The viewer's live keys to one product, in person or as a member, the least limited first. */
export function findLiveEntitlements(reader: Reader, { userId, productId, now }: { userId: string; productId: string; now: Date }): Promise<{ id: string; downloadLimit: number | null; downloadsUsed: number }[]> {
  return reader.rows(Prisma.sql`
    select e.id, e.download_limit as "downloadLimit", e.downloads_used as "downloadsUsed"
    from entitlements e
    where e.product_id = ${productId} and e.revoked_at is null and e.starts_at <= ${now} and (e.ends_at is null or e.ends_at > ${now})
      and (e.holder_user_id = ${userId}::uuid or e.holder_organization_id in (select m.organization_id from organization_members m where m.user_id = ${userId}::uuid))
    order by e.download_limit is not null, e.download_limit - e.downloads_used desc nulls first, e.id`);
}

/** Counts one download against a key that is live and has one left; zero rows means no. Decides and counts in one statement, so that 20 at once get what is left and no more. */
export async function takeDownload(tx: ServiceTx, { entitlementId, userId, now }: { entitlementId: string; userId: string; now: Date }): Promise<boolean> {
  const taken = await tx.$executeRaw`
    update entitlements e set downloads_used = e.downloads_used + 1
    where e.id = ${entitlementId} and e.revoked_at is null and e.starts_at <= ${now} and (e.ends_at is null or e.ends_at > ${now})
      and (e.download_limit is null or e.downloads_used < e.download_limit)
      and (e.holder_user_id = ${userId}::uuid or e.holder_organization_id in (select m.organization_id from organization_members m where m.user_id = ${userId}::uuid))`;
  return taken === 1;
}
