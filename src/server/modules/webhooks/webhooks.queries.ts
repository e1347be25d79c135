import type { Reader, ServiceTx } from '@/server/platform/db';
import { Prisma } from '@generated/client';
import type { WebhookEventStatus } from '@/shared/contracts/admin-webhooks';

export interface NewWebhookEvent {
  id: string;
  stripeEventId: string;
  type: string;
  objectId: string | null;
  apiVersion: string | null;
  livemode: boolean;
  stripeAccountId: string | null;
  payload: unknown;
  status: 'received' | 'ignored' | 'parked' | 'quarantined';
  error: string | null;
  at: Date;
}

/** Writes the event unless it is there; the unique event id decides between fifty deliveries at once. */
export async function insertWebhookEvent(tx: ServiceTx, event: NewWebhookEvent): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into webhook_events (id, stripe_event_id, type, object_id, api_version, livemode, stripe_account_id, payload, status, error, received_at)
    values (${event.id}, ${event.stripeEventId}, ${event.type}, ${event.objectId}, ${event.apiVersion}, ${event.livemode}, ${event.stripeAccountId},
      ${JSON.stringify(event.payload)}::jsonb, ${event.status}, ${event.error}, ${event.at})
    on conflict (stripe_event_id) do nothing`;
  return written === 1;
}

export interface InboxEvent {
  id: string;
  type: string;
  objectId: string | null;
  /** The connected account it comes from. */
  accountId: string | null;
  livemode: boolean;
  /** Says that it is about a platform's customer: where to ask, and nothing more, is believed of that. */
  isOfPlatform: boolean;
  status: WebhookEventStatus;
  attempts: number;
}

export async function findWebhookEvent(reader: Reader, eventId: string): Promise<InboxEvent | undefined> {
  const [row] = await reader.rows<InboxEvent>(Prisma.sql`
    select id, type, object_id as "objectId", stripe_account_id as "accountId", livemode, status, attempts,
      coalesce(payload #>> '{data,object,metadata,platform_id}', payload #>> '{data,object,parent,subscription_details,metadata,platform_id}') is not null as "isOfPlatform"
    from webhook_events where id = ${eventId}`);
  return row;
}

/** Locks the event while it takes effect. False when it has already: another run was quicker. */
export async function lockReceivedEvent(tx: ServiceTx, eventId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`select 1 from webhook_events where id = ${eventId} and status = 'received' for update`;
  return rows.length > 0;
}

export interface NewAttempt {
  id: string;
  eventId: string;
  outcome: 'processed' | 'parked' | 'quarantined' | 'ignored' | 'failed' | 'dead' | 'outage';
  error: string | null;
  tookMs: number;
  at: Date;
}

export async function insertAttempt(tx: ServiceTx, { id, eventId, outcome, error, tookMs, at }: NewAttempt): Promise<void> {
  await tx.$executeRaw`
    insert into webhook_attempts (id, webhook_event_id, outcome, error, took_ms, at) values (${id}, ${eventId}, ${outcome}, ${error}, ${tookMs}, ${at})`;
}

export interface EventEnd {
  eventId: string;
  status: Exclude<WebhookEventStatus, 'received'>;
  orderId: string | null;
  error: string | null;
  at: Date;
}

/** Marks the event done and writes the try that did it, in one statement. */
export async function endWebhookEvent(tx: ServiceTx, { eventId, status, orderId, error, at, attempt }: EventEnd & { attempt: Pick<NewAttempt, 'id' | 'tookMs'> }): Promise<void> {
  await tx.$executeRaw`
    with ended as (
      update webhook_events set status = ${status}, order_id = ${orderId}, error = ${error}, attempts = attempts + 1, processed_at = ${at}
      where id = ${eventId} and status = 'received' returning id)
    insert into webhook_attempts (id, webhook_event_id, outcome, error, took_ms, at) select ${attempt.id}, id, ${status}, ${error}, ${attempt.tookMs}, ${at} from ended`;
}

/** Counts a failed try, and gives the event up when it was the last. Returns the status after it. */
export async function noteFailure(tx: ServiceTx, failure: { eventId: string; error: string; maxAttempts: number }): Promise<string | undefined> {
  const { eventId, error, maxAttempts } = failure;
  const [row] = await tx.$queryRaw<{ status: string }[]>`
    update webhook_events set attempts = attempts + 1, error = ${error}, status = case when attempts + 1 >= ${maxAttempts} then 'dead' else status end
    where id = ${eventId} and status = 'received' returning status`;
  return row?.status;
}

/** Puts an event that did not take effect back to the start. Zero rows: it did, or is on its way. */
export async function reopenEvent(tx: ServiceTx, eventId: string): Promise<boolean> {
  const written = await tx.$executeRaw`
    update webhook_events set status = 'received', attempts = 0, error = null, processed_at = null
    where id = ${eventId} and status in ('ignored', 'parked', 'quarantined', 'dead')`;
  return written === 1;
}

/** Events that waited longer than any first try takes: their job was lost, or is between two tries. */
export async function listOverdueEvents(tx: ServiceTx, before: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from webhook_events where status = 'received' and received_at < ${before} order by received_at limit 500`;
  return rows.map((row) => row.id);
}

const COLLECTED = 'stripe_events';

/** Until when Stripe's list of events has been read through; null before the first time. */
export async function findCollectedUntil(reader: Reader): Promise<Date | null> {
  const [row] = await reader.rows<{ at: Date }>(Prisma.sql`select reached_at as at from watermarks where name = ${COLLECTED}`);
  return row?.at ?? null;
}

/** Moves the mark forward, never back: two collectors at once leave the later one. */
export async function moveCollectedUntil(tx: ServiceTx, at: Date): Promise<void> {
  await tx.$executeRaw`
    insert into watermarks as w (name, reached_at) values (${COLLECTED}, ${at})
    on conflict (name) do update set reached_at = greatest(w.reached_at, excluded.reached_at)`;
}
