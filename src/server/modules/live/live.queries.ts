import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { LiveKind } from '@/shared/contracts/live';

export interface Told {
  userIds: readonly string[];
  kind: LiveKind;
  ref: string;
  at: Date;
}

export async function insertLiveEvents(tx: ServiceTx, told: readonly Told[]): Promise<void> {
  await tx.$executeRaw`select app.tell_live(${JSON.stringify(told)}::jsonb)`;
}

/** From now on the person's events wake those who listen; false for a person who is gone. */
export async function holdWatch(writer: Reader, { userId, seconds }: { userId: string; seconds: number }): Promise<boolean> {
  const rows = await writer.rows(Prisma.sql`select 1 where app.watch_live(${userId}::uuid, ${seconds}::int) is not null`);
  return rows.length > 0;
}

export interface LiveEventRow {
  seq: number;
  kind: LiveKind;
  ref: string;
  at: Date;
}

/** The number of the person's newest event, and the first events after `after`, as one moment has them. */
export async function findLiveEvents(reader: Reader, { userId, after, limit }: { userId: string; after: number; limit: number }): Promise<{ last: number; events: LiveEventRow[] }> {
  const rows = await reader.rows<{ last: number } & (LiveEventRow | { seq: null })>(Prisma.sql`
    select c.last, e.seq, e.kind, e.ref, e.created_at as at from live_cursors c
    left join lateral (select * from live_events e where e.user_id = c.user_id and e.seq > ${after} order by e.seq limit ${limit}) e on true
    where c.user_id = ${userId}::uuid order by e.seq`);
  return { last: rows[0]?.last ?? 0, events: rows.filter((row) => row.seq !== null) };
}

export function deleteLiveEvents(tx: ServiceTx, { before, limit }: { before: Date; limit: number }): Promise<number> {
  return tx.$executeRaw`
    delete from live_events e using (select user_id, seq from live_events where created_at < ${before} order by created_at limit ${limit}) old
    where e.user_id = old.user_id and e.seq = old.seq`;
}

/** Everything one person's pages were told. Their number stays while the row of the person does: a page that is still open asks from it. */
export async function deleteEventsOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`delete from live_events where user_id = ${userId}::uuid`;
}
