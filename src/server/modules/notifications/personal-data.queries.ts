import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

/** Codes and links to sign in with are not part of a copy. */
export function findMailsTo(reader: Reader, email: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select kind, subject, text_body as text, created_at as "createdAt", sent_at as "sentAt" from email_outbox where to_address = ${email} and kind <> 'sign-in' order by created_at desc limit 20000`);
}

export function findNotificationsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`select type, title, body, href, created_at as "createdAt", read_at as "readAt" from notifications where user_id = ${userId}::uuid order by created_at desc limit 20000`);
}

export function findPreferencesOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`select to_jsonb(p) - 'user_id' as preference from notification_preferences p where user_id = ${userId}::uuid`);
}

export async function deleteMailsTo(tx: ServiceTx, email: string): Promise<void> {
  await tx.$executeRaw`delete from email_outbox where to_address = ${email}`;
}

export async function deleteNotificationsOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`delete from notifications where user_id = ${userId}::uuid`;
  await tx.$executeRaw`delete from notification_preferences where user_id = ${userId}::uuid`;
}

/** Mails to others that name the person: those that were sent are in mailboxes, and our copy is emptied. */
export async function redactMailsAbout(tx: ServiceTx, word: string): Promise<void> {
  await tx.$executeRaw`
    update email_outbox set subject = '(erased)', text_body = '(erased)', html_body = '(erased)'
    where sent_at is not null and (strpos(text_body, ${word}) > 0 or strpos(subject, ${word}) > 0 or strpos(html_body, ${word}) > 0)`;
}

export async function redactNotificationsAbout(tx: ServiceTx, word: string): Promise<void> {
  await tx.$executeRaw`update notifications set title = replace(title, ${word}, '(erased)'), body = replace(body, ${word}, '(erased)') where strpos(title, ${word}) > 0 or strpos(body, ${word}) > 0`;
}
