import { Prisma } from '@generated/client';
import type { ServiceTx } from '@/server/platform/db';
import type { KeyedJob } from '@/server/platform/queue';

/**
 * Who is told. Of a seller or an organization its owners and admins. Of what somebody bought the buyer; where it is an organization's, and they are no
 * member of it any more or their account is closed, its owners.
 */
export type Recipients = { userId: string } | { buyerUserId: string; organizationId: string | null } | { userIds: readonly string[] } | { sellerId: string } | { organizationId: string } | { admins: true };

/** A channel: what holds while a person has said nothing, and whether they may say anything. */
export interface Channel {
  isOn: boolean;
  isFixed: boolean;
}

export interface NewNotification {
  to: Recipients;
  type: string;
  title: string;
  body: string;
  href: string;
  dedupeKey: string;
  at: Date;
  inApp: Channel;
  /** One for each who may be told, in the order of people's ids; whoever comes after the last is not told. */
  ids: readonly string[];
  mail: NewMail | null;
  /** Jobs that are enqueued in any case. */
  beside: readonly KeyedJob[];
}

interface NewMail extends Channel {
  kind: string;
  subject: string;
  text: string;
  html: string;
  ids: readonly string[];
  messageIds: readonly string[];
  /** Under which links in the message switch it off; null where nothing does. */
  topic: string | null;
}

function whoIsTold(to: Recipients): Prisma.Sql {
  if ('buyerUserId' in to) return whoBought(to);
  return Prisma.sql`u.disabled_at is null and ${whoseIdIs(to)}`;
}

/** Records of money reach a closed account too, until nothing of its person is left. */
function whoBought({ buyerUserId, organizationId }: Extract<Recipients, { buyerUserId: string }>): Prisma.Sql {
  if (organizationId === null) return Prisma.sql`u.id = ${buyerUserId}::uuid and u.erased_at is null`;
  const isMember = Prisma.sql`select from organization_members b join users bu on bu.id = b.user_id where b.organization_id = ${organizationId} and b.user_id = ${buyerUserId}::uuid and bu.disabled_at is null`;
  return Prisma.sql`u.disabled_at is null and u.id in (select m.user_id from organization_members m where m.organization_id = ${organizationId}
    and (m.user_id = ${buyerUserId}::uuid or (m.role = 'owner' and not exists (${isMember}))))`;
}

function whoseIdIs(to: Exclude<Recipients, { buyerUserId: string }>): Prisma.Sql {
  if ('userId' in to) return Prisma.sql`u.id = ${to.userId}::uuid`;
  if ('userIds' in to) return Prisma.sql`u.id = any (${[...to.userIds]}::uuid[])`;
  if ('sellerId' in to) return Prisma.sql`u.id in (select m.user_id from sellers s join organization_members m on m.organization_id = s.organization_id where s.id = ${to.sellerId} and m.role in ('owner', 'admin'))`;
  if ('organizationId' in to) return Prisma.sql`u.id in (select m.user_id from organization_members m where m.organization_id = ${to.organizationId} and m.role in ('owner', 'admin'))`;
  return Prisma.sql`u.id in (select user_id from profiles where role = 'admin')`;
}

const wanted = (chosen: Prisma.Sql, { isOn, isFixed }: Channel) => (isFixed ? Prisma.sql`${isOn}::boolean` : Prisma.sql`coalesce(${chosen}, ${isOn}::boolean)`);

/** The messages of those who want them. The one person a thing is about has its reason as the key; of several each has their own. */
function mailsOf({ to, dedupeKey, at, mail }: NewNotification): Prisma.Sql {
  if (!mail) return Prisma.sql`select null::text as id where false`;
  const first = 'userId' in to ? to.userId : 'buyerUserId' in to ? to.buyerUserId : null;
  const key = Prisma.sql`${dedupeKey} || case when user_id = ${first}::uuid then '' else ':' || user_id end`;
  return Prisma.sql`
    insert into email_outbox (id, dedupe_key, kind, to_address, subject, text_body, html_body, message_id, topic, created_at)
    select (${[...mail.ids]}::text[])[n], ${key}, ${mail.kind}, email, ${mail.subject}, ${mail.text}, ${mail.html}, (${[...mail.messageIds]}::text[])[n], ${mail.topic}, ${at}
    from people where mail and n <= ${mail.ids.length}::int on conflict (dedupe_key) do nothing returning id`;
}

/**
 * One statement for all of it: the rows of those who are told, and their messages with their jobs. The unique keys decide between two at once. Returns
 * those who got a row and may be listening.
 */
export async function insertNotifications(tx: ServiceTx, notice: NewNotification): Promise<string[]> {
  const { to, type, title, body, href, dedupeKey, at, inApp, ids, mail, beside } = notice;
  const [row] = await tx.$queryRaw<[{ listening: string[] }]>`
    with people as materialized (
      select u.id as user_id, u.email, row_number() over (order by u.id) as n,
        ${wanted(Prisma.sql`p.in_app`, inApp)} as in_app, ${wanted(Prisma.sql`p.mail`, mail ?? { isOn: false, isFixed: true })} as mail
      from users u left join notification_preferences p on p.user_id = u.id and p.type = ${type} where ${whoIsTold(to)}),
    told as (
      insert into notifications (id, user_id, type, title, body, href, dedupe_key, created_at)
      select (${[...ids]}::text[])[n], user_id, ${type}, ${title}, ${body}, ${href}, ${dedupeKey}, ${at}
      from people where in_app and n <= ${ids.length}::int on conflict (user_id, dedupe_key) do nothing returning user_id),
    mails as (${mailsOf(notice)}),
    job as (
      select task, payload, key from json_to_recordset(${JSON.stringify(beside)}::json) as other(task text, payload json, key text)
      union all
      select 'send-email', json_build_object('emailId', id), 'email:' || id from mails)
    select (select app.enqueue_many(json_agg(job)) from job having count(*) > 0), app.who_listens(array(select user_id from told))::text[] as listening`;
  return row.listening;
}
