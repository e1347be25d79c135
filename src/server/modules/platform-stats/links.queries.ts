import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { CustomerStatus } from '@/shared/contracts/platforms';
import type { UsagePage } from '@/shared/contracts/platform-stats';

export interface LinkRow {
  id: string;
  expiresAt: Date;
  createdAt: Date;
}

export async function findCustomerId(tx: ServiceTx, { platformId, mode, externalId }: { platformId: string; mode: PlatformMode; externalId: string }): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`select id from customers where platform_id = ${platformId} and mode = ${mode} and external_id = ${externalId}`;
  return row?.id;
}

export async function insertLink(tx: ServiceTx, l: { id: string; customerId: string; expiresAt: Date; createdBy: string; at: Date }): Promise<void> {
  await tx.$executeRaw`insert into usage_links (id, customer_id, expires_at, created_by, created_at) values (${l.id}, ${l.customerId}, ${l.expiresAt}, ${l.createdBy}::uuid, ${l.at})`;
}

/** A customer's links that work, newest first, a hundred at most. */
export function listLinks(reader: Reader, { platformId, mode, externalId, now }: { platformId: string; mode: PlatformMode; externalId: string; now: Date }): Promise<LinkRow[]> {
  return reader.rows<LinkRow>(Prisma.sql`
    select l.id, l.expires_at as "expiresAt", l.created_at as "createdAt" from usage_links l join customers c on c.id = l.customer_id
    where c.platform_id = ${platformId} and c.mode = ${mode} and c.external_id = ${externalId} and l.revoked_at is null and l.expires_at > ${now} order by l.created_at desc, l.id desc limit 100`);
}

/** False when the platform has no such link. */
export async function revokeLink(tx: ServiceTx, { linkId, platformId, at }: { linkId: string; platformId: string; at: Date }): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update usage_links l set revoked_at = coalesce(l.revoked_at, ${at}) from customers c where l.id = ${linkId} and c.id = l.customer_id and c.platform_id = ${platformId}`;
  return changed === 1;
}

/** Whose usage a link shows. */
export interface LinkedCustomer {
  expiresAt: Date;
  platformId: string;
  platformName: string;
  mode: PlatformMode;
  externalId: string;
  tierName: string;
  status: CustomerStatus | null;
}

/** By a link that was not revoked and has not ended, of a platform that is not archived. */
export async function findLinkedCustomer(reader: Reader, { linkId, now }: { linkId: string; now: Date }): Promise<LinkedCustomer | undefined> {
  const [row] = await reader.rows<LinkedCustomer>(Prisma.sql`
    select l.expires_at as "expiresAt", p.id as "platformId", p.name as "platformName", c.mode, c.external_id as "externalId", t.name as "tierName", c.subscription_status as status
    from usage_links l join customers c on c.id = l.customer_id join platforms p on p.id = c.platform_id join platform_tiers t on t.id = c.tier_id
    where l.id = ${linkId} and l.revoked_at is null and l.expires_at > ${now} and p.archived_at is null`);
  return row;
}

/** Tiers with a price, cheapest first. */
export function listOffers(reader: Reader, platformId: string): Promise<UsagePage['offers']> {
  return reader.rows<UsagePage['offers'][number]>(Prisma.sql`
    select slug, name, amount_minor::float8 as "amountMinor", currency, "interval", unit_limit::float8 as "unitLimit", period
    from platform_tiers where platform_id = ${platformId} and archived_at is null and amount_minor > 0 order by amount_minor, position, id`);
}
