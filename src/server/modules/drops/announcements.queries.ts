import { Prisma } from '@generated/client';
import type { PeoplePage } from '@/server/modules/notifications/tell-in-pages';
import type { Reader, ServiceTx } from '@/server/platform/db';

/** Drops that open before `soon` or are open, and of which not all who follow them were told. */
export async function listUnannounced(reader: Reader, { now, soon }: { now: Date; soon: Date }): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(Prisma.sql`
    select d.id from drops d join products p on p.id = d.product_id and p.status = 'published'
    where d.entries_close_at > ${now} and d.ended_at is null and d.canceled_at is null and d.entries_open_at <= ${soon} and d.announced_at is null order by d.entries_open_at, d.id`);
  return rows.map(({ id }) => id);
}

export interface AnnouncedDrop {
  productId: string;
  productTitle: string;
  opensAt: Date;
  closesAt: Date;
}

/** A drop of which not all who follow it were told. */
export async function findUnannounced(tx: ServiceTx, dropId: string): Promise<AnnouncedDrop | undefined> {
  const [row] = await tx.$queryRaw<AnnouncedDrop[]>`
    select p.id as "productId", p.title as "productTitle", d.entries_open_at as "opensAt", d.entries_close_at as "closesAt"
    from drops d join products p on p.id = d.product_id where d.id = ${dropId} and d.announced_at is null and d.canceled_at is null`;
  return row;
}

/** A page of those who favourited the product, wait for one of its sizes, or entered a drop of it before. */
export async function listFollowers(tx: ServiceTx, { productId, page }: { productId: string; page: PeoplePage }): Promise<string[]> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    select followers.user_id::text as "userId" from (
      select f.user_id from favorites f where f.product_id = ${productId}
      union select a.user_id from stock_alerts a join product_variants v on v.id = a.variant_id where v.product_id = ${productId} and a.notified_at is null
      union select e.user_id from drop_entries e join drops d on d.id = e.drop_id where d.product_id = ${productId}) followers
    where followers.user_id > ${page.after}::uuid order by followers.user_id limit ${page.limit}`;
  return rows.map(({ userId }) => userId);
}

export async function markAnnounced(tx: ServiceTx, { dropId, now }: { dropId: string; now: Date }): Promise<void> {
  await tx.$executeRaw`update drops set announced_at = ${now} where id = ${dropId} and announced_at is null`;
}
