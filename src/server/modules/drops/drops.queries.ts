import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { DropVariantView } from '@/shared/contracts/drops';

/** A drop with its product, as everybody may read it. */
export interface DropSummaryRow {
  id: string;
  productSlug: string;
  productTitle: string;
  productType: string;
  entriesOpenAt: Date;
  entriesCloseAt: Date;
  perPersonCap: number;
  claimHours: number;
  closedAt: Date | null;
  drawnAt: Date | null;
  endedAt: Date | null;
  canceledAt: Date | null;
  createdAt: Date;
  variants: DropVariantView[];
}

/** The same with its seller, what proves it, and what everybody's entries add up to. */
export interface DropRow extends DropSummaryRow {
  sellerSlug: string;
  sellerName: string;
  seedHash: string;
  /** The one everybody may read: null until the draw. */
  seed: string | null;
  entriesRoot: string | null;
  entryCount: number;
  wonUnits: number;
  claimedUnits: number;
}

const SUMMARY = Prisma.sql`
  d.id, p.slug as "productSlug", p.title as "productTitle", p.type as "productType", d.entries_open_at as "entriesOpenAt", d.entries_close_at as "entriesCloseAt",
  d.per_person_cap as "perPersonCap", d.claim_hours as "claimHours", d.closed_at as "closedAt", d.drawn_at as "drawnAt", d.ended_at as "endedAt",
  d.canceled_at as "canceledAt", d.created_at as "createdAt",
  (select jsonb_agg(jsonb_build_object('variantId', v.variant_id, 'title', pv.title, 'units', v.units) order by pv.position, pv.id)
    from drop_variants v join product_variants pv on pv.id = v.variant_id where v.drop_id = d.id) as variants`;
const COLUMNS = Prisma.sql`
  ${SUMMARY}, s.slug as "sellerSlug", s.name as "sellerName", d.seed_hash as "seedHash", d.revealed_seed as seed, d.entries_root as "entriesRoot",
  (select count(*)::int from drop_entries e where e.drop_id = d.id) as "entryCount",
  (select coalesce(sum(e.won_quantity), 0)::int from drop_entries e where e.drop_id = d.id) as "wonUnits",
  (select coalesce(sum(c.quantity), 0)::int from drop_entries e join drop_claims c on c.entry_id = e.id where e.drop_id = d.id
    and not exists (select from stock_reservations r where r.order_id = c.order_id and r.variant_id = c.variant_id and r.status = 'released')) as "claimedUnits"`;
const TABLES = Prisma.sql`drops d join products p on p.id = d.product_id join sellers s on s.id = d.seller_id`;

/** A drop of a product that ever was for sale; what happened in it stays to be seen. */
export async function findDrop(reader: Reader, dropId: string): Promise<DropRow | undefined> {
  const [row] = await reader.rows<DropRow>(Prisma.sql`select ${COLUMNS} from ${TABLES} where d.id = ${dropId} and p.published_at is not null`);
  return row;
}

/** The drop a published product is kept for, if any. */
export async function findDropOfProduct(reader: Reader, slug: string): Promise<DropSummaryRow | undefined> {
  const [row] = await reader.rows<DropSummaryRow>(Prisma.sql`
    select ${SUMMARY} from drops d join products p on p.id = d.product_id
    where p.slug = ${slug} and p.status = 'published' and d.ended_at is null and d.canceled_at is null order by d.entries_open_at, d.id limit 1`);
  return row;
}

export function findSellerDrops(reader: Reader, { sellerId, after, limit }: { sellerId: string; after: { at: Date; id: string } | null; limit: number }): Promise<DropRow[]> {
  return reader.rows<DropRow>(Prisma.sql`
    select ${COLUMNS} from ${TABLES}
    where d.seller_id = ${sellerId} and (${after?.at ?? null}::timestamptz is null or (d.created_at, d.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? ''}))
    order by d.created_at desc, d.id desc limit ${limit}`);
}

/** Drops whose time for something has come, or that run. */
export async function listDueDrops(reader: Reader, now: Date): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(Prisma.sql`
    select id from drops where entries_close_at <= ${now} and ended_at is null and canceled_at is null order by entries_close_at, id`);
  return rows.map(({ id }) => id);
}

export interface LockedDrop {
  id: string;
  sellerId: string;
  productSlug: string;
  productTitle: string;
  entriesOpenAt: Date;
  entriesCloseAt: Date;
  perPersonCap: number;
  claimHours: number;
  seed: string;
  entriesRoot: string | null;
  closedAt: Date | null;
  drawnAt: Date | null;
  endedAt: Date | null;
  canceledAt: Date | null;
}

/** The drop, held until the transaction ends: alone to change it, or beside others who enter. */
export async function lockDrop(tx: ServiceTx, { dropId, mode }: { dropId: string; mode: 'alone' | 'shared' }): Promise<LockedDrop | undefined> {
  const [row] = await tx.$queryRaw<LockedDrop[]>`
    select d.id, d.seller_id as "sellerId", p.slug as "productSlug", p.title as "productTitle", d.entries_open_at as "entriesOpenAt", d.entries_close_at as "entriesCloseAt",
      d.per_person_cap as "perPersonCap", d.claim_hours as "claimHours", d.seed, d.entries_root as "entriesRoot", d.closed_at as "closedAt", d.drawn_at as "drawnAt",
      d.ended_at as "endedAt", d.canceled_at as "canceledAt"
    from drops d join products p on p.id = d.product_id where d.id = ${dropId} and p.published_at is not null ${mode === 'alone' ? Prisma.sql`for no key update of d` : Prisma.sql`for share of d`}`;
  return row;
}

export async function markClosed(tx: ServiceTx, { dropId, root, now }: { dropId: string; root: string; now: Date }): Promise<void> {
  await tx.$executeRaw`update drops set closed_at = ${now}, entries_root = ${root} where id = ${dropId} and closed_at is null`;
}

export async function markDrawn(tx: ServiceTx, { dropId, now }: { dropId: string; now: Date }): Promise<void> {
  await tx.$executeRaw`update drops set drawn_at = ${now}, revealed_seed = seed where id = ${dropId} and drawn_at is null`;
}

/** Ends or cancels the drop and lets its variants go; returns the stocks they come from. */
export async function releaseDrop(tx: ServiceTx, { dropId, as, now }: { dropId: string; as: 'ended' | 'canceled'; now: Date }): Promise<string[]> {
  await tx.$executeRaw`
    update drops set ended_at = case when ${as} = 'ended' then ${now}::timestamptz else ended_at end, canceled_at = case when ${as} = 'canceled' then ${now}::timestamptz else canceled_at end
    where id = ${dropId}`;
  const rows = await tx.$queryRaw<{ levelId: string | null }[]>`
    with released as (update drop_variants set released_at = ${now} where drop_id = ${dropId} and released_at is null returning variant_id)
    select distinct v.stock_level_id as "levelId" from released r join product_variants v on v.id = r.variant_id`;
  return rows.flatMap(({ levelId }) => (levelId ? [levelId] : []));
}
