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

export async function listKept(tx: ServiceTx, { userId, variantIds }: { userId: string | null; variantIds: readonly string[] }): Promise<KeptVariant[]> {
  return tx.$queryRaw`
    select v.drop_id as "dropId", v.variant_id as "variantId", p.title, e.id as "entryId", coalesce(e.won_quantity, 0) as "wonQuantity", ${CLAIMED} as claimed,
      e.claim_expires_at as "claimExpiresAt", e.lapsed_at as "lapsedAt"
    from drop_variants v join drops d on d.id = v.drop_id join products p on p.id = d.product_id
    left join drop_entries e on e.drop_id = v.drop_id and e.variant_id = v.variant_id and e.user_id = ${userId}::uuid
    where v.variant_id = any (${[...variantIds]}::text[]) and v.released_at is null`;
}

/** Holds the drops these variants are kept for until the transaction ends, so that no round of a draw passes in between. False when they are kept for none. */
export async function shareDrops(tx: ServiceTx, variantIds: readonly string[]): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    select d.id from drops d where d.id in (select v.drop_id from drop_variants v where v.variant_id = any (${[...variantIds]}::text[]) and v.released_at is null)
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
