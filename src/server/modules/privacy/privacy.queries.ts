import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export interface DataExportRow {
  id: string;
  userId: string;
  status: 'waiting' | 'running' | 'ready' | 'failed' | 'expired';
  done: number;
  total: number;
  storageKey: string | null;
  bytes: number | null;
  requestedAt: Date;
  expiresAt: Date | null;
}

const EXPORT = Prisma.sql`id, user_id as "userId", status, done, total, storage_key as "storageKey", bytes::float8 as bytes, requested_at as "requestedAt", expires_at as "expiresAt"`;

/** Whether it was written: of two at once, one waits already. ON CONFLICT: one open copy for each person. */
export async function insertExport(tx: ServiceTx, { id, userId, total, now }: { id: string; userId: string; total: number; now: Date }): Promise<boolean> {
  return (await tx.$executeRaw`
    insert into data_exports (id, user_id, total, requested_at) values (${id}, ${userId}::uuid, ${total}, ${now}) on conflict (user_id) where status in ('waiting', 'running') do nothing`) > 0;
}

export async function findNewestExport(reader: Reader, userId: string): Promise<DataExportRow | null> {
  const [row] = await reader.rows<DataExportRow>(Prisma.sql`select ${EXPORT} from data_exports where user_id = ${userId}::uuid order by requested_at desc limit 1`);
  return row ?? null;
}

export async function findExport(reader: Reader, { id, userId }: { id: string; userId: string }): Promise<DataExportRow | null> {
  const [row] = await reader.rows<DataExportRow>(Prisma.sql`select ${EXPORT} from data_exports where id = ${id} and user_id = ${userId}::uuid`);
  return row ?? null;
}

/** Takes a copy up, or up again after a crash. Null when there is nothing left to do. */
export async function beginExport(tx: ServiceTx, { id, total }: { id: string; total: number }): Promise<string | null> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`update data_exports set status = 'running', done = 0, total = ${total} where id = ${id} and status in ('waiting', 'running') returning user_id as "userId"`;
  return rows[0]?.userId ?? null;
}

export async function noteExportProgress(writer: Reader, { id, done }: { id: string; done: number }): Promise<void> {
  await writer.rows(Prisma.sql`update data_exports set done = ${done} where id = ${id} and status = 'running'`);
}

export async function finishExport(tx: ServiceTx, { id, storageKey, bytes, now, expiresAt }: { id: string; storageKey: string; bytes: number; now: Date; expiresAt: Date }): Promise<boolean> {
  return (await tx.$executeRaw`
    update data_exports set status = 'ready', done = total, storage_key = ${storageKey}, bytes = ${bytes}, finished_at = ${now}, expires_at = ${expiresAt} where id = ${id} and status = 'running'`) > 0;
}

export function findExpiredExports(reader: Reader, now: Date): Promise<{ id: string; storageKey: string }[]> {
  return reader.rows<{ id: string; storageKey: string }>(Prisma.sql`select id, storage_key as "storageKey" from data_exports where status = 'ready' and expires_at <= ${now} order by expires_at limit 500`);
}

/** Which of these files are copies that may still be opened. */
export async function findKeptExports(reader: Reader, storageKeys: readonly string[]): Promise<Set<string>> {
  const rows = await reader.rows<{ storageKey: string }>(Prisma.sql`select storage_key as "storageKey" from data_exports where status = 'ready' and storage_key = any (${storageKeys}::text[])`);
  return new Set(rows.map(({ storageKey }) => storageKey));
}

export async function expireExport(tx: ServiceTx, id: string): Promise<void> {
  await tx.$executeRaw`update data_exports set status = 'expired', storage_key = null where id = ${id} and status = 'ready'`;
}

/** Copies that nobody works on any more. */
export async function failStaleExports(tx: ServiceTx, before: Date): Promise<void> {
  await tx.$executeRaw`update data_exports set status = 'failed' where status in ('waiting', 'running') and requested_at < ${before}`;
}

export interface PersonNames {
  email: string;
  names: string[];
}

/** The person's address, and every name they went by here: their own, and those their parcels went to. Null when they are gone. */
export async function findNames(reader: Reader, userId: string): Promise<PersonNames | null> {
  const [row] = await reader.rows<PersonNames>(Prisma.sql`
    select u.email, array(select distinct name from (
      select p.display_name as name union select coalesce(u.name, '') union select a.name from addresses a join orders o on o.id = a.order_id where o.buyer_user_id = u.id) known where name <> '') as names
    from users u join profiles p on p.user_id = u.id where u.id = ${userId}::uuid and u.erased_at is null`);
  return row ?? null;
}

/** Closes the account, ends its sessions and writes the erasure down. False when it was asked for already. */
export async function beginErasure(tx: ServiceTx, { userId, now }: { userId: string; now: Date }): Promise<boolean> {
  // An order being placed holds the person's row: it is seen by whoever looks for obstacles after this.
  await tx.$executeRaw`update users set disabled_at = coalesce(disabled_at, ${now}) where id = ${userId}::uuid`;
  await tx.$executeRaw`delete from sessions where user_id = ${userId}::uuid`;
  return (await tx.$executeRaw`insert into erasures (user_id, requested_at) values (${userId}::uuid, ${now}) on conflict (user_id) do nothing`) > 0;
}

export interface ErasureRow {
  parts: string[];
}

export async function findOpenErasure(reader: Reader, userId: string): Promise<ErasureRow | null> {
  const [row] = await reader.rows<ErasureRow>(Prisma.sql`select parts from erasures where user_id = ${userId}::uuid and finished_at is null`);
  return row ?? null;
}

/** Notes a part as erased, in its transaction. The row lock keeps two runs from doing one part at once. False when it is noted already. */
export async function noteErased(tx: ServiceTx, { userId, part }: { userId: string; part: string }): Promise<boolean> {
  return (await tx.$executeRaw`update erasures set parts = parts || ${part}::text where user_id = ${userId}::uuid and finished_at is null and not ${part} = any (parts)`) > 0;
}

export async function finishErasure(tx: ServiceTx, { userId, now }: { userId: string; now: Date }): Promise<void> {
  await tx.$executeRaw`update erasures set finished_at = ${now} where user_id = ${userId}::uuid and finished_at is null`;
}

export async function listExportFiles(reader: Reader, userId: string): Promise<string[]> {
  const rows = await reader.rows<{ storageKey: string }>(Prisma.sql`select storage_key as "storageKey" from data_exports where user_id = ${userId}::uuid and storage_key is not null`);
  return rows.map(({ storageKey }) => storageKey);
}

export async function deleteExportsOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`delete from data_exports where user_id = ${userId}::uuid`;
}

export async function listOpenErasures(tx: ServiceTx, before: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`select user_id as "userId" from erasures where finished_at is null and requested_at < ${before} order by requested_at limit 200`;
  return rows.map(({ userId }) => userId);
}
