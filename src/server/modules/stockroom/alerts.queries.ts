import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

/** Whether a drop keeps the stock of the variant `v`. */
const IS_KEPT = Prisma.sql`exists (select from drop_variants d join product_variants dv on dv.id = d.variant_id where dv.stock_level_id = v.stock_level_id and d.released_at is null)`;

/** Whether this is a counted form of something on sale, and how many may be bought by anybody: none while a drop keeps it. */
export async function findAvailable(tx: ServiceTx, variantId: string): Promise<number | undefined> {
  const [row] = await tx.$queryRaw<{ available: number }[]>`
    select case when ${IS_KEPT} then 0 else l.on_hand - l.reserved end as available
    from product_variants v join products p on p.id = v.product_id and p.status = 'published' join stock_levels l on l.id = v.stock_level_id
    where v.id = ${variantId} and v.archived_at is null`;
  return row?.available;
}

/** Puts the person at the end of the line, or leaves them where they wait. */
export async function insertAlert(tx: ServiceTx, { userId, variantId, now }: { userId: string; variantId: string; now: Date }): Promise<void> {
  await tx.$executeRaw`
    insert into stock_alerts as a (user_id, variant_id, asked_at) values (${userId}::uuid, ${variantId}, ${now})
    on conflict (user_id, variant_id) do update set asked_at = excluded.asked_at, notified_at = null where a.notified_at is not null`;
}

export async function deleteAlert(tx: ServiceTx, { userId, variantId }: { userId: string; variantId: string }): Promise<void> {
  await tx.$executeRaw`delete from stock_alerts where user_id = ${userId}::uuid and variant_id = ${variantId}`;
}

export async function isWaiting(reader: Reader, { userId, variantId }: { userId: string; variantId: string }): Promise<boolean> {
  const rows = await reader.rows<object>(Prisma.sql`select 1 from stock_alerts where user_id = ${userId}::uuid and variant_id = ${variantId} and notified_at is null`);
  return rows.length > 0;
}

/**
 * Rounds of one level go one after another, so that two do not tell the same people. Not by the level's row: a buyer holds it while they wait for their live
 * number, which a round holds.
 */
export async function lockRound(tx: ServiceTx, levelId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`back-in-stock:${levelId}`}, 0))`;
}

export async function findUnits(tx: ServiceTx, levelId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ available: number }[]>`select on_hand - reserved as available from stock_levels where id = ${levelId}`;
  return row?.available ?? 0;
}

export interface WaitingPerson {
  userId: string;
  variantId: string;
  askedAt: Date;
  productTitle: string;
  productSlug: string;
  variantTitle: string;
}

/** Those who wait for anything of this level that is on sale and kept for no drop, in the order they asked. */
export async function listWaiting(tx: ServiceTx, { levelId, limit }: { levelId: string; limit: number }): Promise<WaitingPerson[]> {
  return tx.$queryRaw`
    select a.user_id::text as "userId", a.variant_id as "variantId", a.asked_at as "askedAt", p.title as "productTitle", p.slug as "productSlug", v.title as "variantTitle"
    from product_variants v join products p on p.id = v.product_id and p.status = 'published'
    join stock_alerts a on a.variant_id = v.id and a.notified_at is null join users u on u.id = a.user_id and u.disabled_at is null
    where v.stock_level_id = ${levelId} and v.archived_at is null and not ${IS_KEPT}
    order by a.asked_at, a.user_id limit ${limit}`;
}

export async function countTold(tx: ServiceTx, { levelId, since }: { levelId: string; since: Date }): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from product_variants v join stock_alerts a on a.variant_id = v.id where v.stock_level_id = ${levelId} and a.notified_at > ${since}`;
  return row?.count ?? 0;
}

export async function markTold(tx: ServiceTx, { people, now }: { people: readonly { userId: string; variantId: string }[]; now: Date }): Promise<void> {
  await tx.$executeRaw`
    update stock_alerts a set notified_at = ${now} from unnest(${people.map((one) => one.userId)}::uuid[], ${people.map((one) => one.variantId)}::text[]) as t (user_id, variant_id)
    where a.user_id = t.user_id and a.variant_id = t.variant_id`;
}

export interface LowLevel {
  sellerId: string;
  sellerSlug: string;
  productTitle: string;
  variantTitle: string;
  onHand: number;
  notifiedAt: Date;
}

export async function findLowLevel(tx: ServiceTx, levelId: string): Promise<LowLevel | undefined> {
  const [row] = await tx.$queryRaw<LowLevel[]>`
    select s.id as "sellerId", s.slug as "sellerSlug", p.title as "productTitle", l.on_hand as "onHand", l.low_notified_at as "notifiedAt",
      (select coalesce(string_agg(nullif(v.title, ''), ', ' order by v.position, v.id), '') from product_variants v where v.stock_level_id = l.id and v.archived_at is null) as "variantTitle"
    from stock_levels l join products p on p.id = l.product_id join sellers s on s.id = l.seller_id where l.id = ${levelId} and l.low_notified_at is not null`;
  return row;
}
