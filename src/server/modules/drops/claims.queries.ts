import { Prisma } from '@generated/client';
import type { ServiceTx } from '@/server/platform/db';
import type { Kept } from './refuse-kept';

export interface KeptVariant extends Kept {
  dropId: string;
  variantId: string;
  entryId: string | null;
}

/** Units of an entry that are in an order which is not closed unpaid. */
export const CLAIMED = Prisma.sql`
  coalesce((select sum(c.quantity)::int from drop_claims c where c.entry_id = e.id
    and not exists (select from stock_reservations r where r.order_id = c.order_id and r.variant_id = c.variant_id and r.status = 'released')), 0)`;

/** The drops that keep units of a stock, as `k`: all its forms are kept with it, also one that joined it later. */
const KEPT_STOCK = Prisma.sql`drop_variants k join product_variants kv on kv.id = k.variant_id and k.released_at is null`;

/** Of these variants those that are kept, with what the person won of them: a form that only shares the stock can be won by nobody. */
export async function listKept(tx: ServiceTx, { userId, variantIds }: { userId: string | null; variantIds: readonly string[] }): Promise<KeptVariant[]> {
  return tx.$queryRaw`
    select d.id as "dropId", v.id as "variantId", p.title, e.id as "entryId", coalesce(e.won_quantity, 0) as "wonQuantity", ${CLAIMED} as claimed,
      e.claim_expires_at as "claimExpiresAt", e.lapsed_at as "lapsedAt"
    from product_variants v
    join drops d on d.id = (select k.drop_id from ${KEPT_STOCK} where kv.stock_level_id = v.stock_level_id order by k.variant_id = v.id desc limit 1)
    join products p on p.id = d.product_id
    left join drop_entries e on e.drop_id = d.id and e.variant_id = v.id and e.user_id = ${userId}::uuid
    where v.id = any (${[...variantIds]}::text[])`;
}

/** Holds the drops these variants are kept for until the transaction ends, so that no round of a draw passes in between. False when they are kept for none. */
export async function shareDrops(tx: ServiceTx, variantIds: readonly string[]): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    select d.id from drops d where d.id in (
      select k.drop_id from ${KEPT_STOCK} join product_variants v on v.stock_level_id = kv.stock_level_id where v.id = any (${[...variantIds]}::text[]))
    order by d.id for share`;
  return rows.length > 0;
}

/** Holds the person's entries for these variants, so that two orders at once cannot both take what was won. */
export async function lockEntries(tx: ServiceTx, { userId, variantIds }: { userId: string; variantIds: readonly string[] }): Promise<void> {
  await tx.$queryRaw`
    select e.id from drop_entries e join drop_variants v on v.drop_id = e.drop_id and v.variant_id = e.variant_id and v.released_at is null
    where e.user_id = ${userId}::uuid and e.variant_id = any (${[...variantIds]}::text[]) order by e.id for no key update of e`;
}

export async function insertClaims(tx: ServiceTx, { orderId, claims, now }: { orderId: string; claims: readonly { entryId: string; variantId: string; quantity: number }[]; now: Date }): Promise<void> {
  await tx.$executeRaw`
    insert into drop_claims (entry_id, order_id, variant_id, quantity, claimed_at)
    select c.entry_id, ${orderId}, c.variant_id, c.quantity, ${now}
    from unnest(${claims.map((one) => one.entryId)}::text[], ${claims.map((one) => one.variantId)}::text[], ${claims.map((one) => one.quantity)}::int[]) as c (entry_id, variant_id, quantity)`;
}
