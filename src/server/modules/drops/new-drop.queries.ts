import type { ServiceTx } from '@/server/platform/db';

export interface DropProduct {
  productId: string;
  variants: { id: string; title: string; levelId: string | null }[];
}

export async function findDropProduct(tx: ServiceTx, { sellerId, slug }: { sellerId: string; slug: string }): Promise<DropProduct | undefined> {
  const rows = await tx.$queryRaw<{ productId: string; id: string; title: string; levelId: string | null }[]>`
    select p.id as "productId", v.id, coalesce(nullif(v.title, ''), p.title) as title, v.stock_level_id as "levelId"
    from products p join product_variants v on v.product_id = p.id and v.archived_at is null
    where p.slug = ${slug} and p.seller_id = ${sellerId} and p.status = 'published' order by v.position, v.id`;
  const [first] = rows;
  return first && { productId: first.productId, variants: rows.map(({ id, title, levelId }) => ({ id, title, levelId })) };
}

/** The levels with what is available, locked in id order: whoever buys from them waits, and then finds the drop. */
export async function lockAvailable(tx: ServiceTx, levelIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; available: number }[]>`
    select id, on_hand - reserved as available from stock_levels where id = any (${[...levelIds]}::text[]) order by id for no key update`;
  return new Map(rows.map(({ id, available }) => [id, available]));
}

export interface NewDrop {
  id: string;
  productId: string;
  sellerId: string;
  entriesOpenAt: Date;
  entriesCloseAt: Date;
  perPersonCap: number;
  claimHours: number;
  seedHash: string;
  seed: string;
  createdBy: string;
  createdAt: Date;
  variants: readonly { variantId: string; units: number }[];
}

/** Writes the drop. False when one of its variants is kept for another; the unique key decides between two at once, and the transaction must not commit. */
export async function insertDrop(tx: ServiceTx, drop: NewDrop): Promise<boolean> {
  await tx.$executeRaw`
    insert into drops (id, product_id, seller_id, entries_open_at, entries_close_at, per_person_cap, claim_hours, seed_hash, seed, created_by, created_at)
    values (${drop.id}, ${drop.productId}, ${drop.sellerId}, ${drop.entriesOpenAt}, ${drop.entriesCloseAt}, ${drop.perPersonCap}, ${drop.claimHours}, ${drop.seedHash}, ${drop.seed},
      ${drop.createdBy}::uuid, ${drop.createdAt})`;
  const written = await tx.$executeRaw`
    insert into drop_variants (drop_id, variant_id, units)
    select ${drop.id}, v.id, v.units from unnest(${drop.variants.map((one) => one.variantId)}::text[], ${drop.variants.map((one) => one.units)}::int[]) as v (id, units)
    on conflict (variant_id) where released_at is null do nothing`;
  return written === drop.variants.length;
}
