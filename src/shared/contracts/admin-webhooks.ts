import { z } from 'zod';
import { Cursor } from './cursor';

export const WEBHOOK_EVENT_STATUSES = ['received', 'processed', 'ignored', 'parked', 'quarantined', 'dead'] as const;
export const WebhookEventStatus = z.enum(WEBHOOK_EVENT_STATUSES);
export type WebhookEventStatus = z.infer<typeof WebhookEventStatus>;

/** The ends from which many events can be worked on again; what is not for us stays so. */
export const REPLAYABLE = ['parked', 'quarantined', 'dead'] as const satisfies readonly WebhookEventStatus[];

export const WebhookEventId = z.string().regex(/^whe_[0-9a-z]{26}$/, 'not an event id');

/** Which events of the inbox. */
const InboxFilter = {
  /** A Stripe event's id, the id of the object it is about, the beginning of a type, or an order number (LK-20001). */
  q: z.string().trim().max(255).default(''),
  statuses: z.array(WebhookEventStatus).max(6).default([]),
  type: z.string().trim().max(255).default(''),
};

export const ListWebhookEventsInput = z.strictObject({ ...InboxFilter, cursor: Cursor.optional(), limit: z.number().int().min(1).max(100).default(50) });
export type ListWebhookEventsInput = z.infer<typeof ListWebhookEventsInput>;

export const WebhookEventView = z.object({
  id: z.string(),
  stripeEventId: z.string(),
  type: z.string(),
  objectId: z.string().nullable(),
  status: WebhookEventStatus,
  attempts: z.number().int(),
  error: z.string().nullable(),
  orderId: z.string().nullable(),
  orderNumber: z.string().nullable(),
  receivedAt: z.string(),
  processedAt: z.string().nullable(),
  /** How long its last try took. */
  tookMs: z.number().int().nullable(),
});
export type WebhookEventView = z.infer<typeof WebhookEventView>;

export const WebhookEventPage = z.object({
  items: z.array(WebhookEventView),
  nextCursor: z.string().nullable(),
  /** Every type the inbox has ever held. */
  types: z.array(z.string()),
  /** How many were given up in all; no further than a thousand are counted. */
  dead: z.number().int(),
});
export type WebhookEventPage = z.infer<typeof WebhookEventPage>;

export const WebhookAttemptView = z.object({
  id: z.string(),
  outcome: z.enum(['processed', 'parked', 'quarantined', 'ignored', 'failed', 'dead', 'outage']),
  error: z.string().nullable(),
  tookMs: z.number().int(),
  at: z.string(),
});
export type WebhookAttemptView = z.infer<typeof WebhookAttemptView>;

/** One event with everything that became of it. */
export const WebhookEventFile = WebhookEventView.extend({
  apiVersion: z.string().nullable(),
  livemode: z.boolean(),
  stripeAccountId: z.string().nullable(),
  /** As Stripe sent it, indented, with secrets and addresses of pages blanked. */
  payload: z.string(),
  /** Oldest first, the first hundred. */
  tries: z.array(WebhookAttemptView),
});
export type WebhookEventFile = z.infer<typeof WebhookEventFile>;

export const WebhookEventIdInput = z.strictObject({ webhookEventId: WebhookEventId });
export type WebhookEventIdInput = z.infer<typeof WebhookEventIdInput>;

/** At least one end has to be named, so that nobody replays an inbox by leaving a field out. */
export const ReplayWebhookEventsInput = z.strictObject({ ...InboxFilter, statuses: z.array(z.enum(REPLAYABLE)).min(1).max(3) });
export type ReplayWebhookEventsInput = z.infer<typeof ReplayWebhookEventsInput>;

/** How many were put back; `isMore`: some are left, the same call takes them. */
export const ReplayedWebhookEvents = z.object({ replayed: z.number().int(), isMore: z.boolean() });
export type ReplayedWebhookEvents = z.infer<typeof ReplayedWebhookEvents>;
