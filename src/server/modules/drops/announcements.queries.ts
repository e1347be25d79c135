import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

/** Drops that open before `soon` or are open, and that nobody was told of. */
export async function listUnannounced(reader: Reader, { now, soon }: { now: Date; soon: Date }): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(Prisma.sql`
    select d.id from drops d join products p on p.id = d.product_id and p.status = 'published'
    where d.entries_close_at > ${now} and d.ended_at is null and d.canceled_at is null and d.entries_open_at <= ${soon} and d.announced_at is null order by d.entries_open_at, d.id`);
  return rows.map(({ id }) => id);
}

export interface AnnouncedDrop {
  productTitle: string;
  opensAt: Date;
  closesAt: Date;
  /** Who favourited the product, waits for one of its sizes, or entered a drop of it before. */
  followers: string[];
}

/** Marks a drop as announced; of two at once one gets it, and with it those to tell. */
export async function takeAnnouncement(tx: ServiceTx, { dropId, now }: { dropId: string; now: Date }): Promise<AnnouncedDrop | undefined> {
  const [row] = await tx.$queryRaw<AnnouncedDrop[]>`
    with taken as (update drops set announced_at = ${now} where id = ${dropId} and announced_at is null and canceled_at is null returning id, product_id, entries_open_at, entries_close_at)
    select p.title as "productTitle", t.entries_open_at as "opensAt", t.entries_close_at as "closesAt",
      array(select f.user_id::text from favorites f where f.product_id = p.id
        union select a.user_id::text from stock_alerts a join product_variants v on v.id = a.variant_id where v.product_id = p.id and a.notified_at is null
        union select e.user_id::text from drop_entries e join drops d on d.id = e.drop_id where d.product_id = p.id) as followers
    from taken t join products p on p.id = t.product_id`;
  return row;
}
