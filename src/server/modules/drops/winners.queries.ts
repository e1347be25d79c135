import { Prisma } from '@generated/client';
import type { PeoplePage } from '@/server/modules/notifications/tell-in-pages';
import type { Reader, ServiceTx } from '@/server/platform/db';
import { CLAIMED } from './claims.queries';

/** Who won more than they were told of, and may still order some of it. */
const isUntold = (now: Date) => Prisma.sql`e.won_quantity > e.told_quantity and e.lapsed_at is null and e.claim_expires_at > ${now} and ${CLAIMED} < e.won_quantity`;

export async function listUntoldDrops(reader: Reader, now: Date): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(Prisma.sql`select d.id from drops d where d.drawn_at is not null and d.ended_at is null and exists (select from drop_entries e where e.drop_id = d.id and ${isUntold(now)}) order by d.id`);
  return rows.map(({ id }) => id);
}

export interface Winner {
  entryId: string;
  userId: string;
  productTitle: string;
  productSlug: string;
  variantTitle: string;
  wonQuantity: number;
  claimUntil: Date;
}

/** A page of a drop's winners who are still to be told. */
export function listWinners(tx: ServiceTx, { dropId, now, page }: { dropId: string; now: Date; page: PeoplePage }): Promise<Winner[]> {
  return tx.$queryRaw`
    select e.id as "entryId", e.user_id::text as "userId", p.title as "productTitle", p.slug as "productSlug", v.title as "variantTitle", e.won_quantity as "wonQuantity", e.claim_expires_at as "claimUntil"
    from drop_entries e join product_variants v on v.id = e.variant_id join products p on p.id = v.product_id
    where e.drop_id = ${dropId} and e.user_id > ${page.after}::uuid and ${isUntold(now)} order by e.user_id limit ${page.limit}`;
}

/** Passed over is who orders or is given more right now: their row is held, and telling them again changes nothing. */
export async function markTold(tx: ServiceTx, winners: readonly Winner[]): Promise<void> {
  await tx.$executeRaw`
    with free as (select id from drop_entries where id = any (${winners.map(({ entryId }) => entryId)}::text[]) for update skip locked)
    update drop_entries e set told_quantity = t.won from free join unnest(${winners.map(({ entryId }) => entryId)}::text[], ${winners.map(({ wonQuantity }) => wonQuantity)}::int[]) as t (id, won) on t.id = free.id where e.id = free.id`;
}
