import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { BACK_WITH_WAITING } from './notices.queries';
import type { StockToReturn } from './return-stock';

/**
 * Units go back to the level they were sold from, which its reservation knows. The movement's unique key decides between two that put back
 * for one cause; the level rises by what was written, and by nothing else. Returns sold out levels that have units again and somebody who waits.
 */
export async function putBack(tx: ServiceTx, { orderId, items, reason, actorUserId, now }: StockToReturn): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with back as materialized (
      select b.id, r.level_id, b.variant_id, b.quantity, b.source_id
      from unnest(${items.map(() => newId('stockMovement', now.getTime()))}::text[], ${items.map((one) => one.variantId)}::text[],
        ${items.map((one) => one.quantity)}::int[], ${items.map((one) => one.sourceId)}::text[]) as b (id, variant_id, quantity, source_id)
      join stock_reservations r on r.order_id = ${orderId} and r.variant_id = b.variant_id and r.status = 'sold'),
    locked as materialized (select l.id, l.on_hand - l.reserved as available from stock_levels l where l.id in (select level_id from back) order by l.id for no key update),
    moved as (
      insert into stock_movements (id, level_id, variant_id, delta, reason, source_id, actor_user_id, at)
      select b.id, b.level_id, b.variant_id, b.quantity, ${reason}, b.source_id, ${actorUserId}::uuid, ${now} from back b join locked k on k.id = b.level_id
      on conflict (reason, source_id) do nothing returning level_id, delta),
    freed as (
      update stock_levels l set on_hand = l.on_hand + m.delta, low_notified_at = case when l.on_hand + m.delta <= l.low_at then l.low_notified_at end
      from (select level_id, sum(delta)::int as delta from moved group by level_id) m where l.id = m.level_id returning l.id, l.on_hand - l.reserved as available)
    ${BACK_WITH_WAITING}`;
  return rows.map(({ id }) => id);
}

export interface LockedLevel {
  id: string;
  onHand: number;
  reserved: number;
}

/** The level, held until the transaction ends. With a seller, only one of theirs. */
export async function lockLevel(tx: ServiceTx, { levelId, sellerId }: { levelId: string; sellerId: string }): Promise<LockedLevel | undefined> {
  const [row] = await tx.$queryRaw<LockedLevel[]>`
    select id, on_hand as "onHand", reserved from stock_levels where id = ${levelId} and seller_id = ${sellerId} for no key update`;
  return row;
}

export interface Movement {
  levelId: string;
  delta: number;
  reason: 'received' | 'counted' | 'damaged' | 'lost';
  note: string;
  actorUserId: string | null;
  now: Date;
}

/** Writes the movement and moves the level, locked by the caller, by it. Returns the level if it has units again and somebody waits for them. A seller who takes units off knows, and is not told that stock is low. */
export async function moveLevel(tx: ServiceTx, { levelId, delta, reason, note, actorUserId, now }: Movement): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with locked as materialized (select id, on_hand - reserved as available from stock_levels where id = ${levelId}),
    moved as (
      insert into stock_movements (id, level_id, delta, reason, note, actor_user_id, at)
      values (${newId('stockMovement', now.getTime())}, ${levelId}, ${delta}, ${reason}, ${note}, ${actorUserId}::uuid, ${now}) returning level_id, delta),
    freed as (
      update stock_levels l set on_hand = l.on_hand + m.delta, low_notified_at = case when l.on_hand + m.delta <= l.low_at then coalesce(l.low_notified_at, ${now}) end
      from moved m where l.id = m.level_id returning l.id, l.on_hand - l.reserved as available)
    ${BACK_WITH_WAITING}`;
  return rows.map(({ id }) => id);
}

export interface LowMark {
  levelId: string;
  sellerId: string;
  lowAt: number | null;
  now: Date;
}

/** A mark that is set above what is on hand counts as told: whoever sets it sees so. */
export async function updateLowAt(tx: ServiceTx, { levelId, sellerId, lowAt, now }: LowMark): Promise<boolean> {
  return (await tx.$executeRaw`
    update stock_levels set low_at = ${lowAt}, low_notified_at = case when on_hand <= ${lowAt}::int then coalesce(low_notified_at, ${now}) end where id = ${levelId} and seller_id = ${sellerId}`) === 1;
}
