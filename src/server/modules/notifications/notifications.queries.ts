import type { Reader, ServiceTx } from '@/server/platform/db';
import type { KeyedJob } from '@/server/platform/queue';
import { PLAIN_FORMATS, type Formats } from '@/shared/moment-text';
import type { NotificationType } from '@/shared/notification-types';
import { Prisma } from '@generated/client';

export interface NewEmail {
  id: string;
  dedupeKey: string;
  kind: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  topic: string | null;
}

/** Writes the message with its job, unless one of the same reason exists or the address wants none of its topic; the unique key decides between two at once. Adds the other jobs in any case. */
export async function insertEmailWithJobs(tx: ServiceTx, email: NewEmail, others: readonly KeyedJob[]): Promise<void> {
  await tx.$executeRaw`
    with written as (
      insert into email_outbox (id, dedupe_key, kind, to_address, subject, text_body, html_body, message_id, topic)
      select ${email.id}, ${email.dedupeKey}, ${email.kind}, ${email.to}, ${email.subject}, ${email.text}, ${email.html}, ${email.messageId}, ${email.topic}
      where ${email.topic}::text is null or app.wants_mail(${email.to}, ${email.topic})
      on conflict (dedupe_key) do nothing returning id),
    job as (
      select task, payload, key from json_to_recordset(${JSON.stringify(others)}::json) as other(task text, payload json, key text)
      union all
      select 'send-email', json_build_object('emailId', id), 'email:' || id from written)
    select app.enqueue_many(json_agg(job)) from job having count(*) > 0`;
}

/** With how the person of the address likes dates; UTC and plain where it is nobody's. */
export interface UnsentEmail extends Formats {
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  topic: NotificationType | null;
  /** Whose address it is by now, if anyone's. */
  userId: string | null;
}

export async function findUnsentEmail(reader: Reader, emailId: string): Promise<UnsentEmail | undefined> {
  const [row] = await reader.rows<UnsentEmail>(Prisma.sql`
    select m.to_address as "to", m.subject, m.text_body as text, m.html_body as html, m.message_id as "messageId", m.topic, u.id::text as "userId",
      coalesce(p.locale, ${PLAIN_FORMATS.locale}) as locale, coalesce(p.time_zone, ${PLAIN_FORMATS.timeZone}) as "timeZone"
    from email_outbox m left join users u on u.email = m.to_address left join profiles p on p.user_id = u.id where m.id = ${emailId} and m.sent_at is null`);
  return row;
}

export async function markEmailSent(tx: ServiceTx, { emailId, at }: { emailId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update email_outbox set sent_at = ${at}, attempts = attempts + 1, error = null where id = ${emailId} and sent_at is null`;
}

export async function noteEmailFailure(tx: ServiceTx, { emailId, error }: { emailId: string; error: string }): Promise<void> {
  await tx.$executeRaw`update email_outbox set attempts = attempts + 1, error = ${error} where id = ${emailId} and sent_at is null`;
}

/** Messages that waited longer than any first try takes: their job was lost or is between two tries. */
export async function listOverdueEmails(tx: ServiceTx, before: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`select id from email_outbox where sent_at is null and created_at < ${before} order by created_at limit 500`;
  return rows.map((row) => row.id);
}
