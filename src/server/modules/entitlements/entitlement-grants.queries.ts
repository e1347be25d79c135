import type { PeoplePage } from '@/server/modules/notifications/tell-in-pages';
import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import type { EntitlementToGrant } from './grant-entitlements';
import type { IncludedToOpen } from './open-included';

/** All keys in one statement. A revoked row is left as it is: one item grants once. */
export async function insertEntitlements(tx: ServiceTx, grants: readonly EntitlementToGrant[]): Promise<void> {
  const rows = grants.map(({ holder, subscriptionId = null, ...grant }) => ({ ...grant, subscriptionId, id: newId('entitlement'), userId: holder.userId ?? null, organizationId: holder.organizationId ?? null }));
  await tx.$executeRaw`
    insert into entitlements (id, holder_user_id, holder_organization_id, product_id, order_item_id, source, license, download_limit, subscription_id, starts_at, created_at)
    select g.id, g."userId", g."organizationId", g."productId", g."orderItemId", g.source, g.license, g."downloadLimit", g."subscriptionId", g.at, g.at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id text, "userId" uuid, "organizationId" text, "productId" text, "orderItemId" text, source text, license text,
      "downloadLimit" integer, "subscriptionId" text, at timestamptz)
    on conflict (order_item_id) do nothing`;
}

export async function revokeByOrderItems(tx: ServiceTx, { orderItemIds, reason, at }: { orderItemIds: readonly string[]; reason: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update entitlements set revoked_at = ${at}, revoked_reason = ${reason} where order_item_id = any (${[...orderItemIds]}::text[]) and revoked_at is null`;
}

export async function revokeOfSubscription(tx: ServiceTx, { subscriptionId, reason, at }: { subscriptionId: string; reason: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update entitlements set revoked_at = ${at}, revoked_reason = ${reason} where subscription_id = ${subscriptionId} and revoked_at is null`;
}

export async function restoreOfSubscription(tx: ServiceTx, { subscriptionId, reason }: { subscriptionId: string; reason: string }): Promise<void> {
  await tx.$executeRaw`update entitlements set revoked_at = null, revoked_reason = null where subscription_id = ${subscriptionId} and revoked_reason = ${reason}`;
}

export async function revokeNotIncluded(tx: ServiceTx, { subscriptionId, includedTiers, reason, at }: { subscriptionId: string; includedTiers: readonly string[]; reason: string; at: Date }): Promise<void> {
  await tx.$executeRaw`
    update entitlements e set revoked_at = coalesce(e.revoked_at, ${at}), revoked_reason = ${reason} from products p
    where e.subscription_id = ${subscriptionId} and e.source = 'membership' and p.id = e.product_id and p.included_from_tier is not null
      and p.included_from_tier <> all (${[...includedTiers]}::text[])`;
}

/** The holder and the licence are the subscription's. `entitlements_by_membership` makes one of two at once. */
export async function insertIncluded(tx: ServiceTx, { subscriptionId, productId, downloadLimit, at }: IncludedToOpen): Promise<void> {
  await tx.$executeRaw`
    insert into entitlements (id, holder_user_id, holder_organization_id, product_id, source, license, download_limit, subscription_id, starts_at, created_at)
    select ${newId('entitlement', at.getTime())}, s.holder_user_id, s.holder_organization_id, ${productId}, 'membership', case when s.holder_organization_id is null then 'personal' else 'team' end, ${downloadLimit}::int, s.id, ${at}, ${at}
    from subscriptions s where s.id = ${subscriptionId}
    on conflict (subscription_id, product_id) where source = 'membership' do update set revoked_at = null, revoked_reason = null where entitlements.revoked_at is not null`;
}

/** Keys by membership alone: what an order bought keeps its own limit. */
export async function clearDownloadLimits(tx: ServiceTx, subscriptionId: string): Promise<void> {
  await tx.$executeRaw`update entitlements set download_limit = null where subscription_id = ${subscriptionId} and source = 'membership' and download_limit is not null`;
}

export async function restoreByOrderItems(tx: ServiceTx, { orderItemIds, reason }: { orderItemIds: readonly string[]; reason: string }): Promise<void> {
  await tx.$executeRaw`update entitlements set revoked_at = null, revoked_reason = null where order_item_id = any (${[...orderItemIds]}::text[]) and revoked_reason = ${reason}`;
}

/** A page of those who hold a live key to the product: each person once, in person or through an organization. */
export async function listOwners(tx: ServiceTx, { productId, now, page }: { productId: string; now: Date; page: PeoplePage }): Promise<string[]> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    select u.id::text as "userId"
    from entitlements e
    left join organization_members m on m.organization_id = e.holder_organization_id
    join users u on u.id = coalesce(e.holder_user_id, m.user_id)
    where e.product_id = ${productId} and e.revoked_at is null and (e.ends_at is null or e.ends_at > ${now}) and u.disabled_at is null
      and u.id > ${page.after}::uuid
    group by u.id order by u.id limit ${page.limit}`;
  return rows.map(({ userId }) => userId);
}

export interface AnnouncedVersion {
  productId: string;
  slug: string;
  title: string;
  version: string;
  changelog: string;
}

export async function findAnnouncedVersion(tx: ServiceTx, versionId: string): Promise<AnnouncedVersion | undefined> {
  const [row] = await tx.$queryRaw<AnnouncedVersion[]>`
    select p.id as "productId", p.slug, p.title, v.version, v.changelog
    from product_versions v join products p on p.id = v.product_id
    where v.id = ${versionId} and v.published_at is not null and v.yanked_at is null`;
  return row;
}
