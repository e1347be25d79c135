import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import { escapeHtml } from './templates/escape-html';

/** Codes and links to sign in with are not part of a copy. */
export function findMailsTo(reader: Reader, email: string): Promise<{ subject: string; text: string }[]> {
  return reader.rows(Prisma.sql`
    select kind, subject, text_body as text, created_at as "createdAt", sent_at as "sentAt" from email_outbox where to_address = ${email} and kind <> 'sign-in' order by created_at desc limit 20000`);
}

export function findNotificationsOf(reader: Reader, userId: string): Promise<{ title: string; body: string }[]> {
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

/** Who may have been told of a person by name: whoever belongs to what they belong to, bought for or from, or wrote to, or was told of their messages; and staff. */
const peopleAround = (userId: string) => Prisma.sql`
  select m.user_id from organization_members m where m.organization_id in (
    select o.organization_id from organization_members o where o.user_id = ${userId}::uuid
    union select b.buyer_organization_id from orders b where b.buyer_user_id = ${userId}::uuid
    union select s.organization_id from orders b join seller_orders so on so.order_id = b.id join sellers s on s.id = so.seller_id where b.buyer_user_id = ${userId}::uuid
    union select s.organization_id from correspondences c join sellers s on s.id = c.seller_id where c.buyer_user_id = ${userId}::uuid)
  union select r.user_id from threads t join thread_reads r on r.thread_id = t.id where t.buyer_user_id = ${userId}::uuid
  union select user_id from profiles where role in ('ops', 'admin')`;

/** The longest first: a name may begin another. */
const without = (column: Prisma.Sql, words: readonly string[]) => [...words].sort((a, b) => b.length - a.length).reduce((text, word) => Prisma.sql`replace(${text}, ${word}, '(erased)')`, column);

/** A name may be two ordinary words, chosen to empty others' archives: only it goes, and only where they were told of this person. Nothing serves a search by address, so all names take one pass. */
export async function redactNames(tx: ServiceTx, { userId, names }: { userId: string; names: readonly string[] }): Promise<void> {
  if (names.length === 0) return;
  const [subject, text, html] = [without(Prisma.sql`subject`, names), without(Prisma.sql`text_body`, names), without(Prisma.sql`html_body`, names.map(escapeHtml))];
  await tx.$executeRaw`
    update email_outbox set subject = ${subject}, text_body = ${text}, html_body = ${html}
    where to_address in (
      select u.email from users u where u.id in (${peopleAround(userId)})
      union select i.email from organization_members o join invitations i on i.organization_id = o.organization_id where o.user_id = ${userId}::uuid)
    and (subject <> ${subject} or text_body <> ${text} or html_body <> ${html})`;
  const [title, body] = [without(Prisma.sql`title`, names), without(Prisma.sql`body`, names)];
  await tx.$executeRaw`update notifications set title = left(${title}, 300), body = left(${body}, 600) where user_id in (${peopleAround(userId)}) and (title <> ${title} or body <> ${body})`;
}

/** Their address is nobody else's word: it goes wherever it stands by itself, and not where it is the end of a longer one. */
export async function redactAddress(tx: ServiceTx, email: string): Promise<void> {
  const exactly = (address: string) => `(?<![\\w.+-])${address.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-]|\\.\\w)`;
  const gone = (column: Prisma.Sql, address = email) => Prisma.sql`regexp_replace(${column}, ${exactly(address)}, '(erased)', 'g')`;
  const inHtml = escapeHtml(email);
  // As the indexes have it, which hold addresses alone: nobody else's mail is read for it.
  const names = (words: Prisma.Sql) => Prisma.sql`app.addresses_in(${words}) @> app.addresses_in(${email}) and strpos(${words}, '@') > 0`;
  await tx.$executeRaw`
    update email_outbox set subject = ${gone(Prisma.sql`subject`)}, text_body = ${gone(Prisma.sql`text_body`)}, html_body = ${gone(Prisma.sql`html_body`, inHtml)}
    where ${names(Prisma.sql`subject || ' ' || text_body`)}`;
  await tx.$executeRaw`
    update notifications set title = left(${gone(Prisma.sql`title`)}, 300), body = left(${gone(Prisma.sql`body`)}, 600) where ${names(Prisma.sql`title || ' ' || body`)}`;
}

export async function emptyQuotes(tx: ServiceTx, causes: readonly string[]): Promise<void> {
  await tx.$executeRaw`update notifications set body = '' where dedupe_key = any (${causes}::text[]) and body <> ''`;
  // A mail's key may end in whom it went to. The second part of it, what it is about, has an index.
  const about = [...new Set(causes.map((cause) => cause.split(':')[1] ?? ''))];
  const told = Prisma.sql`split_part(dedupe_key, ':', 2) = any (${about}::text[]) and regexp_replace(dedupe_key, ':[0-9a-f-]{36}$', '') = any (${causes}::text[])`;
  await tx.$executeRaw`delete from email_outbox where sent_at is null and ${told}`;
  await tx.$executeRaw`update email_outbox set text_body = '(erased)', html_body = '(erased)' where ${told}`;
}
