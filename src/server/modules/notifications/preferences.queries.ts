import { Prisma } from '@generated/client';
import type { Reader, ServiceTx, Tx } from '@/server/platform/db';

export interface PreferenceRow {
  type: string;
  inApp: boolean | null;
  mail: boolean | null;
}

export interface Choice {
  userId: string;
  type: string;
  on: boolean;
  at: Date;
}

/** What a person chose; types they said nothing of are not among it. */
export function listPreferences(reader: Reader, userId: string): Promise<PreferenceRow[]> {
  return reader.rows<PreferenceRow>(Prisma.sql`select type, in_app as "inApp", mail from notification_preferences where user_id = ${userId}::uuid`);
}

export async function chooseInApp(tx: Tx, { userId, type, on, at }: Choice): Promise<void> {
  await tx.$executeRaw`
    insert into notification_preferences (user_id, type, in_app, updated_at) values (${userId}::uuid, ${type}, ${on}, ${at})
    on conflict (user_id, type) do update set in_app = excluded.in_app, updated_at = excluded.updated_at`;
}

export async function chooseMail(tx: Tx, { userId, type, on, at }: Choice): Promise<void> {
  await tx.$executeRaw`
    insert into notification_preferences (user_id, type, mail, updated_at) values (${userId}::uuid, ${type}, ${on}, ${at})
    on conflict (user_id, type) do update set mail = excluded.mail, updated_at = excluded.updated_at`;
}

/** The same for a link from a mail, whose person may be gone; then nothing is written. */
export async function chooseMailByLink(tx: ServiceTx, { userId, type, on, at }: Choice): Promise<void> {
  await tx.$executeRaw`
    insert into notification_preferences (user_id, type, mail, updated_at) select id, ${type}, ${on}, ${at} from users where id = ${userId}::uuid
    on conflict (user_id, type) do update set mail = excluded.mail, updated_at = excluded.updated_at`;
}

export async function isMailOff(reader: Reader, { userId, type }: { userId: string; type: string }): Promise<boolean> {
  const rows = await reader.rows(Prisma.sql`select 1 from notification_preferences where user_id = ${userId}::uuid and type = ${type} and mail = false`);
  return rows.length > 0;
}

export async function insertOptOut(tx: ServiceTx, { addressHash, type, at }: { addressHash: string; type: string; at: Date }): Promise<void> {
  await tx.$executeRaw`insert into mail_opt_outs (address_hash, type, created_at) values (${addressHash}, ${type}, ${at}) on conflict do nothing`;
}

export async function deleteOptOut(tx: ServiceTx, { addressHash, type }: { addressHash: string; type: string }): Promise<void> {
  await tx.$executeRaw`delete from mail_opt_outs where address_hash = ${addressHash} and type = ${type}`;
}

export async function isOptedOut(reader: Reader, { addressHash, type }: { addressHash: string; type: string }): Promise<boolean> {
  const rows = await reader.rows(Prisma.sql`select 1 from mail_opt_outs where address_hash = ${addressHash} and type = ${type}`);
  return rows.length > 0;
}
