import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { NotificationType } from '@/shared/notification-types';
import type { KeysetPosition } from '@/shared/keyset-cursor';

export interface NotificationRow {
  id: string;
  type: NotificationType;
  title: string;
  body: string;
  href: string;
  createdAt: Date;
  readAt: Date | null;
}

/** A page of a person's own, newest first, on the index that fits. */
export function listInbox(reader: Reader, { userId, unread, after, limit }: { userId: string; unread: boolean; after: KeysetPosition | null; limit: number }): Promise<NotificationRow[]> {
  return reader.rows<NotificationRow>(Prisma.sql`
    select id, type, title, body, href, created_at as "createdAt", read_at as "readAt" from notifications
    where user_id = ${userId}::uuid ${unread ? Prisma.sql`and read_at is null` : Prisma.empty} ${after ? Prisma.sql`and (created_at, id) < (${after.at}, ${after.id})` : Prisma.empty}
    order by created_at desc, id desc limit ${limit}`);
}

/** How many of a person's own are unread, counted up to `most`. */
export async function countUnread(reader: Reader, { userId, most }: { userId: string; most: number }): Promise<number> {
  const [row] = await reader.rows<{ count: number }>(Prisma.sql`
    select count(*)::int as count from (select from notifications where user_id = ${userId}::uuid and read_at is null limit ${most}) counted`);
  return row?.count ?? 0;
}

/** How many were unread. */
export function markRead(tx: ServiceTx, { userId, ids, at }: { userId: string; ids: readonly string[]; at: Date }): Promise<number> {
  return tx.$executeRaw`update notifications set read_at = ${at} where user_id = ${userId}::uuid and id = any (${[...ids]}::text[]) and read_at is null`;
}

export function markReadUntil(tx: ServiceTx, { userId, until, at }: { userId: string; until: Date; at: Date }): Promise<number> {
  return tx.$executeRaw`update notifications set read_at = ${at} where user_id = ${userId}::uuid and created_at <= ${until} and read_at is null`;
}

/** Deletes the oldest of those that are older than `beforeId` says, by the time in their ids; returns how many. */
export function deleteOldest(tx: ServiceTx, { beforeId, limit }: { beforeId: string; limit: number }): Promise<number> {
  return tx.$executeRaw`delete from notifications where id in (select id from notifications where id < ${beforeId} order by id limit ${limit})`;
}
