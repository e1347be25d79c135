import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { WebhookAttemptView, WebhookEventStatus } from '@/shared/contracts/admin-webhooks';

export interface InboxFilter {
  /** What the search names, of one kind; null for everything. */
  subject: { event: string } | { object: string } | { order: number } | { typePrefix: string } | null;
  statuses: readonly string[];
  type: string;
}

export interface WebhookEventRow {
  id: string;
  stripeEventId: string;
  type: string;
  objectId: string | null;
  status: WebhookEventStatus;
  attempts: number;
  error: string | null;
  orderId: string | null;
  orderNumber: number | null;
  receivedAt: Date;
  processedAt: Date | null;
  tookMs: number | null;
}

const COLUMNS = Prisma.sql`
  e.id, e.stripe_event_id as "stripeEventId", e.type, e.object_id as "objectId", e.status, e.attempts, e.error, e.order_id as "orderId", o.number as "orderNumber",
  e.received_at as "receivedAt", e.processed_at as "processedAt",
  (select a.took_ms from webhook_attempts a where a.webhook_event_id = e.id order by a.at desc, a.id desc limit 1) as "tookMs"`;

/** Only letters, digits, dots and underscores get here, so the pattern's one wildcard is its end. */
const startingWith = (text: string) => `${text.replaceAll('_', '\\_')}%`;

/** Each kind of search is its own condition, so that each finds its own index. */
function toCondition({ subject, statuses, type }: InboxFilter): Prisma.Sql {
  const parts = [Prisma.sql`true`];
  if (statuses.length > 0) parts.push(Prisma.sql`e.status = any (${[...statuses]}::text[])`);
  if (type !== '') parts.push(Prisma.sql`e.type = ${type}`);
  if (subject && 'event' in subject) parts.push(Prisma.sql`(e.stripe_event_id = ${subject.event} or e.id = ${subject.event})`);
  if (subject && 'object' in subject) parts.push(Prisma.sql`e.object_id = ${subject.object}`);
  if (subject && 'order' in subject) parts.push(Prisma.sql`e.order_id = (select id from orders where number = ${subject.order})`);
  if (subject && 'typePrefix' in subject) parts.push(Prisma.sql`e.type like ${startingWith(subject.typePrefix)}`);
  return Prisma.join(parts, ' and ');
}

export function listEvents(reader: Reader, page: InboxFilter & { after: { at: Date; id: string } | null; limit: number }): Promise<WebhookEventRow[]> {
  const { after, limit } = page;
  const older = after ? Prisma.sql`(e.received_at, e.id) < (${after.at}::timestamptz, ${after.id})` : Prisma.sql`true`;
  return reader.rows<WebhookEventRow>(Prisma.sql`
    select ${COLUMNS} from webhook_events e left join orders o on o.id = e.order_id
    where ${toCondition(page)} and ${older} order by e.received_at desc, e.id desc limit ${limit}`);
}

/** All types, each found by one step through their index, and how many events were given up. */
export async function findInboxFacets(reader: Reader): Promise<{ types: string[]; dead: number }> {
  const [row] = await reader.rows<{ types: string[]; dead: number }>(Prisma.sql`
    with recursive t as (
      (select type from webhook_events order by type using ~<~ limit 1)
      union all
      select (select e.type from webhook_events e where e.type operator(pg_catalog.~>~) t.type order by e.type using ~<~ limit 1) from t where t.type is not null)
    select coalesce(array_agg(t.type) filter (where t.type is not null), '{}') as types,
      (select count(*)::int from (select 1 from webhook_events where status = 'dead' limit 1000) d) as dead from t`);
  return row ?? { types: [], dead: 0 };
}

export interface WebhookEventFileRow extends WebhookEventRow {
  apiVersion: string | null;
  livemode: boolean;
  stripeAccountId: string | null;
  payload: unknown;
  tries: WebhookAttemptView[];
}

/** One event with its tries, in one statement. */
export async function findEventFile(reader: Reader, eventId: string): Promise<WebhookEventFileRow | undefined> {
  const [row] = await reader.rows<WebhookEventFileRow>(Prisma.sql`
    select ${COLUMNS}, e.api_version as "apiVersion", e.livemode, e.stripe_account_id as "stripeAccountId", e.payload,
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'outcome', a.outcome, 'error', a.error, 'tookMs', a.took_ms, 'at', a.at) order by a.at, a.id), '[]')
        from (select * from webhook_attempts where webhook_event_id = e.id order by at, id limit 100) a) as tries
    from webhook_events e left join orders o on o.id = e.order_id where e.id = ${eventId}`);
  return row;
}

/** Puts events back to the start and gives each its job, in one statement. Oldest first, in id order, so that two admins do not wait for each other in a circle. */
export async function reopenEvents(tx: ServiceTx, { limit, ...filter }: InboxFilter & { limit: number }): Promise<number> {
  const rows = await tx.$queryRaw<object[]>`
    with chosen as (
      select e.id from webhook_events e where ${toCondition(filter)} and e.status in ('parked', 'quarantined', 'dead')
      order by e.id limit ${limit} for update skip locked),
    reopened as (
      update webhook_events w set status = 'received', attempts = 0, error = null, processed_at = null from chosen where w.id = chosen.id returning w.id)
    select app.enqueue('process-webhook-event', json_build_object('webhookEventId', id), 'event:' || id)::text from reopened`;
  return rows.length;
}
