import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import { sorted, type RowOrder } from '@/server/platform/sorted.queries';
import type { SortedPosition } from '@/server/platform/sorted-cursor';
import type { MovementReason, StockLevelView, StockSort } from '@/shared/contracts/inventory';

export type StockOrder = StockSort | 'newest';

export interface StockedProductRow {
  id: string;
  slug: string;
  title: string;
  type: string;
  status: string;
  sortKey: number | string;
  levels: StockLevelView[];
}

export interface StockFilter {
  sellerId: string;
  text: string;
  show: 'all' | 'low' | 'sold_out';
  order: StockOrder;
  after: SortedPosition | null;
  limit: number;
}

const containing = (text: string) => `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;

/** One stock as JSON; its title are the sizes that sell from it. */
const LEVEL = Prisma.sql`
  jsonb_build_object('levelId', l.id, 'title', f.title, 'onHand', l.on_hand, 'reserved', l.reserved, 'available', l.on_hand - l.reserved, 'lowAt', l.low_at)`;
const FORMS = Prisma.sql`
  lateral (select coalesce(string_agg(nullif(v.title, ''), ', ' order by v.position, v.id), '') as title, min(v.position) as position
    from product_variants v where v.stock_level_id = l.id and v.archived_at is null) f on true`;

const ORDERS: Record<StockOrder, RowOrder> = {
  newest: { key: Prisma.sql`p.created_at`, kind: 'moment', direction: 'down' },
  'name-up': { key: Prisma.sql`lower(p.title) collate "C"`, kind: 'words', direction: 'up' },
  'name-down': { key: Prisma.sql`lower(p.title) collate "C"`, kind: 'words', direction: 'down' },
  'units-up': { key: Prisma.sql`s.units`, kind: 'number', direction: 'up' },
  'units-down': { key: Prisma.sql`s.units`, kind: 'number', direction: 'down' },
};

/** The seller's products that have stock, each with all of its levels; those are put together only for the page's. */
export function findStocked(reader: Reader, { sellerId, text, show, order, after, limit }: StockFilter): Promise<StockedProductRow[]> {
  const { sortKey, where, by } = sorted(ORDERS[order], Prisma.sql`p.id`, after);
  const way = Prisma.raw(ORDERS[order].direction === 'up' ? '' : 'desc');
  return reader.rows<StockedProductRow>(Prisma.sql`
    with page as materialized (
      select p.id, p.slug, p.title, p.type, p.status, ${sortKey} as "sortKey"
      from products p join lateral (
        select sum(l.on_hand - l.reserved) as units, bool_or(l.on_hand <= l.low_at) as is_low, bool_or(l.on_hand <= l.reserved) as is_out from stock_levels l where l.product_id = p.id having count(*) > 0) s on true
      where p.seller_id = ${sellerId} and (${show} = 'all' or (${show} = 'low' and s.is_low) or (${show} = 'sold_out' and s.is_out))
        and (${text}::text = '' or p.title ilike ${containing(text)} or exists (select from product_variants v where v.product_id = p.id and v.sku ilike ${containing(text)})) and ${where}
      order by ${by} limit ${limit})
    select g.id, g.slug, g.title, g.type, g.status, g."sortKey", (select jsonb_agg(${LEVEL} order by f.position nulls last, l.id) from stock_levels l left join ${FORMS} where l.product_id = g.id) as levels
    from page g order by g."sortKey" ${way}, g.id ${way}`);
}

export interface OwnLevelRow {
  slug: string;
  productTitle: string;
  level: StockLevelView;
}

export async function findOwnLevel(reader: Reader, { levelId, sellerId }: { levelId: string; sellerId: string }): Promise<OwnLevelRow | undefined> {
  const [row] = await reader.rows<OwnLevelRow>(Prisma.sql`
    select p.slug, p.title as "productTitle", ${LEVEL} as level from stock_levels l join products p on p.id = l.product_id left join ${FORMS}
    where l.id = ${levelId} and l.seller_id = ${sellerId}`);
  return row;
}

export interface MovementRow {
  id: string;
  at: Date;
  delta: number;
  reason: MovementReason;
  note: string;
  variantTitle: string;
  orderNumber: number | null;
  actorName: string | null;
}

export function findMovements(reader: Reader, { levelId, after, limit }: { levelId: string; after: { at: Date; id: string } | null; limit: number }): Promise<MovementRow[]> {
  return reader.rows<MovementRow>(Prisma.sql`
    select m.id, m.at, m.delta, m.reason, m.note, coalesce(v.title, '') as "variantTitle", o.number as "orderNumber", pr.display_name as "actorName"
    from stock_movements m left join product_variants v on v.id = m.variant_id left join profiles pr on pr.user_id = m.actor_user_id
    left join stock_reservations r on m.reason = 'sold' and r.id = m.source_id
    left join order_items i on m.reason in ('canceled', 'returned') and i.id = split_part(m.source_id, ':', 2)
    left join orders o on o.id = coalesce(r.order_id, i.order_id)
    where m.level_id = ${levelId} and (${after?.at ?? null}::timestamptz is null or (m.at, m.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? ''}))
    order by m.at desc, m.id desc limit ${limit}`);
}
