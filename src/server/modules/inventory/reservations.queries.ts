import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { BACK_WITH_WAITING } from './notices.queries';

export interface UnitsToHold {
  orderId: string;
  userId: string;
  wanted: readonly { variantId: string; levelId: string; quantity: number }[];
  expiresAt: Date;
  now: Date;
  heldMax: number;
}

/** What one level answered. `available` and `held` are before this order. */
export interface Holding {
  levelId: string;
  wanted: number;
  available: number;
  held: number;
  isHeld: boolean;
}

/**
 * Levels locked in id order, so that two orders of opposite lines wait for each other instead of dying; raised only where units and the
 * person's limit allow it; reservations only for raised levels. One statement, so nothing can slip between the look and the write.
 */
export async function holdUnits(tx: ServiceTx, { orderId, userId, wanted, expiresAt, now, heldMax }: UnitsToHold): Promise<Holding[]> {
  const ids = wanted.map(() => newId('stockReservation', now.getTime()));
  return tx.$queryRaw<Holding[]>`
    with wanted as materialized (
      select * from unnest(${ids}::text[], ${wanted.map((one) => one.variantId)}::text[], ${wanted.map((one) => one.levelId)}::text[], ${wanted.map((one) => one.quantity)}::int[])
        as w (id, variant_id, level_id, quantity)),
    locked as materialized (
      select l.id, l.on_hand, l.reserved from stock_levels l where l.id in (select level_id from wanted) order by l.id for no key update),
    asked as materialized (
      select k.id, k.on_hand - k.reserved as available, d.quantity, app.held_units(${userId}::uuid, k.id)::int as held
      from locked k join (select level_id, sum(quantity)::int as quantity from wanted group by level_id) d on d.level_id = k.id),
    raised as (
      update stock_levels l set reserved = l.reserved + a.quantity from asked a
      where l.id = a.id and l.reserved + a.quantity <= l.on_hand and a.held + a.quantity <= ${heldMax} returning l.id),
    written as (
      insert into stock_reservations (id, order_id, level_id, variant_id, user_id, quantity, expires_at, created_at)
      select w.id, ${orderId}, w.level_id, w.variant_id, ${userId}::uuid, w.quantity, ${expiresAt}, ${now} from wanted w join raised r on r.id = w.level_id)
    select a.id as "levelId", a.quantity as wanted, a.available, a.held, exists (select from raised r where r.id = a.id) as "isHeld" from asked a order by a.id`;
}

/** What buyers call these variants: the product's title and the size, if it has one. */
export async function findLevelTitles(tx: ServiceTx, { variantIds }: { variantIds: string[] }): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ id: string; title: string }[]>`
    select v.id, p.title || case when v.title = '' then '' else ' ' || v.title end as title
    from product_variants v join products p on p.id = v.product_id where v.id = any (${variantIds}::text[])`;
  return new Map(rows.map((row) => [row.id, row.title]));
}

export interface SoldUnits {
  /** Reservations of the order, and how many of them are sold after this. */
  total: number;
  sold: number;
  /** Levels that fell to their mark just now. */
  low: string[];
}

/** Held units of the order become sold ones, each with its movement. */
export async function sellHeld(tx: ServiceTx, { orderId, now }: { orderId: string; now: Date }): Promise<SoldUnits> {
  const [row] = await tx.$queryRaw<SoldUnits[]>`
    with mine as materialized (select id, level_id, status from stock_reservations where order_id = ${orderId}),
    locked as materialized (select l.id, l.low_notified_at from stock_levels l where l.id in (select level_id from mine) order by l.id for no key update),
    sold as (
      update stock_reservations r set status = 'sold' from locked k
      where r.order_id = ${orderId} and r.level_id = k.id and r.status = 'held' returning r.id, r.level_id, r.variant_id, r.quantity),
    taken as (
      update stock_levels l set on_hand = l.on_hand - s.quantity, reserved = l.reserved - s.quantity,
        low_notified_at = case when l.on_hand - s.quantity <= l.low_at then coalesce(l.low_notified_at, ${now}) end
      from (select level_id, sum(quantity)::int as quantity from sold group by level_id) s where l.id = s.level_id returning l.id, l.low_notified_at),
    moved as (
      insert into stock_movements (id, level_id, variant_id, delta, reason, source_id, at)
      select 'mov_' || substr(s.id, 5), s.level_id, s.variant_id, -s.quantity, 'sold', s.id, ${now} from sold s)
    select (select count(*)::int from mine) as total,
      (select count(*)::int from sold) + (select count(*)::int from mine m where m.status = 'sold' and m.id not in (select id from sold)) as sold,
      array(select t.id from taken t join locked k on k.id = t.id where t.low_notified_at is not null and k.low_notified_at is null) as low`;
  return row ?? { total: 0, sold: 0, low: [] };
}

export interface ReleasedReservation {
  id: string;
  levelId: string;
  variantId: string;
  quantity: number;
}

/** What was let go of this order. The levels are locked by the caller, so no answer is older than the lock. */
export async function listReleased(tx: ServiceTx, orderId: string): Promise<ReleasedReservation[]> {
  return tx.$queryRaw`
    select id, level_id as "levelId", variant_id as "variantId", quantity from stock_reservations where order_id = ${orderId} and status = 'released' order by level_id, id`;
}

/** Takes a released reservation's units straight from what is available. False, and nothing taken, when there are not enough. */
export async function sellReleased(tx: ServiceTx, { id, now }: { id: string; now: Date }): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    with taken as (
      update stock_levels l set on_hand = l.on_hand - r.quantity, low_notified_at = case when l.on_hand - r.quantity <= l.low_at then coalesce(l.low_notified_at, ${now}) end
      from stock_reservations r
      where r.id = ${id} and r.status = 'released' and l.id = r.level_id and l.on_hand - l.reserved >= r.quantity
      returning r.id, r.level_id, r.variant_id, r.quantity),
    sold as (update stock_reservations r set status = 'sold' from taken t where r.id = t.id),
    moved as (
      insert into stock_movements (id, level_id, variant_id, delta, reason, source_id, at)
      select 'mov_' || substr(t.id, 5), t.level_id, t.variant_id, -t.quantity, 'sold', t.id, ${now} from taken t)
    select id from taken`;
  return rows.length === 1;
}

/** Held units of the order go back to what is available; nothing when they were sold or released before. Returns sold out levels that have units again and somebody who waits for them. */
export async function releaseHeld(tx: ServiceTx, orderId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with mine as materialized (select level_id from stock_reservations where order_id = ${orderId} and status = 'held'),
    locked as materialized (select l.id, l.on_hand - l.reserved as available from stock_levels l where l.id in (select level_id from mine) order by l.id for no key update),
    released as (
      update stock_reservations r set status = 'released' from locked k
      where r.order_id = ${orderId} and r.level_id = k.id and r.status = 'held' returning r.level_id, r.quantity),
    freed as (
      update stock_levels l set reserved = l.reserved - s.quantity
      from (select level_id, sum(quantity)::int as quantity from released group by level_id) s where l.id = s.level_id returning l.id, l.on_hand - l.reserved as available)
    ${BACK_WITH_WAITING}`;
  return rows.map(({ id }) => id);
}
