import { Prisma } from '@generated/client';
import type { PeoplePage } from '@/server/modules/notifications/tell-in-pages';
import type { KeysetPosition } from '@/shared/keyset-cursor';
import type { Reader, ServiceTx, UserTx } from '@/server/platform/db';

interface One {
  userId: string;
  productId: string;
}

export interface Room {
  isListed: boolean;
  isKept: boolean;
  count: number;
}

export async function findRoom(tx: UserTx, { userId, productId }: One): Promise<Room> {
  const [row] = await tx.$queryRaw<[Room]>`
    select exists (select from catalog_entries where product_id = ${productId}) as "isListed", exists (select from favorites where user_id = ${userId}::uuid and product_id = ${productId}) as "isKept",
      (select count(*)::int from favorites where user_id = ${userId}::uuid) as count`;
  return row;
}

/** As the person; the database stamps price and version. Of two at once one is kept. */
export async function insertFavorite(tx: UserTx, { userId, productId, at }: One & { at: Date }): Promise<void> {
  await tx.$executeRaw`insert into favorites (user_id, product_id, created_at) values (${userId}::uuid, ${productId}, ${at}) on conflict (user_id, product_id) do nothing`;
}

export async function deleteFavorite(tx: UserTx, { userId, productId }: One): Promise<void> {
  await tx.$executeRaw`delete from favorites where user_id = ${userId}::uuid and product_id = ${productId}`;
}

/** The newest of them, as the person. */
export async function findFavoriteIds(reader: Reader, { userId, limit }: { userId: string; limit: number }): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(Prisma.sql`select product_id as id from favorites where user_id = ${userId}::uuid order by created_at desc, product_id desc limit ${limit}`);
  return rows.map(({ id }) => id);
}

export interface FavoriteRow {
  productId: string;
  createdAt: Date;
  priceSeenMinor: number;
  currency: string;
  versionSeen: string | null;
}

export function listFavoriteRows(reader: Reader, { userId, after, limit }: { userId: string; after: KeysetPosition | null; limit: number }): Promise<FavoriteRow[]> {
  const where = after ? Prisma.sql`(created_at, product_id) < (${after.at}, ${after.id})` : Prisma.sql`true`;
  return reader.rows<FavoriteRow>(Prisma.sql`
    select product_id as "productId", created_at as "createdAt", price_seen_minor::float8 as "priceSeenMinor", currency, version_seen as "versionSeen" from favorites
    where user_id = ${userId}::uuid and ${where} order by created_at desc, product_id desc limit ${limit}`);
}

export interface Listed {
  title: string;
  slug: string;
  priceMinor: number;
  currency: string;
}

export async function findListed(tx: ServiceTx, productId: string): Promise<Listed | undefined> {
  const [row] = await tx.$queryRaw<Listed[]>`select title, slug, price_minor::float8 as "priceMinor", currency from catalog_entries where product_id = ${productId}`;
  return row;
}

/** Whether a person `f.user_id` holds a live key to what they favourited, in person or through an organization. */
const OWNS = (now: Date) => Prisma.sql`exists (select from entitlements e where e.product_id = f.product_id and e.revoked_at is null and (e.ends_at is null or e.ends_at > ${now})
  and (e.holder_user_id = f.user_id or e.holder_organization_id in (select m.organization_id from organization_members m where m.user_id = f.user_id)))`;

/** Somebody whose favourite changed. Owners are not told. */
export interface Keeper {
  userId: string;
  isOwner: boolean;
}

/**
 * Notes the price for a page of those it is a drop for, and answers them in the order of their ids. One statement decides, so each drop is told once however often and by
 * however many this runs. People are locked in order.
 */
export async function takePriceDrop(tx: ServiceTx, { productId, priceMinor, currency, now, page }: { productId: string; priceMinor: number; currency: string; now: Date; page: PeoplePage }): Promise<Keeper[]> {
  return tx.$queryRaw`
    with dropped as materialized (
      select user_id from favorites where product_id = ${productId} and currency = ${currency} and price_seen_minor > ${priceMinor}::bigint
        and user_id > ${page.after}::uuid order by user_id limit ${page.limit} for update),
    taken as (
      update favorites f set price_seen_minor = ${priceMinor}::bigint from dropped d where f.product_id = ${productId} and f.user_id = d.user_id
      returning f.user_id, ${OWNS(now)} as is_owner)
    select user_id::text as "userId", is_owner as "isOwner" from taken order by user_id`;
}

export interface Release {
  productId: string;
  slug: string;
  title: string;
  version: string;
  changelog: string;
}

/** A version that is out and not withdrawn, of something that is for sale. */
export async function findRelease(tx: ServiceTx, versionId: string): Promise<Release | undefined> {
  const [row] = await tx.$queryRaw<Release[]>`
    select e.product_id as "productId", e.slug, e.title, v.version, v.changelog from product_versions v join catalog_entries e on e.product_id = v.product_id
    where v.id = ${versionId} and v.published_at is not null and v.yanked_at is null`;
  return row;
}

/** Notes the version for a page of those who favourited it, and answers them in the order of their ids. */
export async function takeRelease(tx: ServiceTx, { productId, version, now, page }: { productId: string; version: string; now: Date; page: PeoplePage }): Promise<Keeper[]> {
  return tx.$queryRaw`
    with behind as materialized (
      select user_id from favorites where product_id = ${productId} and version_seen is distinct from ${version}
        and user_id > ${page.after}::uuid order by user_id limit ${page.limit} for update),
    taken as (
      update favorites f set version_seen = ${version} from behind b where f.product_id = ${productId} and f.user_id = b.user_id
      returning f.user_id, ${OWNS(now)} as is_owner)
    select user_id::text as "userId", is_owner as "isOwner" from taken order by user_id`;
}
