import { z } from 'zod';
import { PlatformMode } from './api-keys';
import { Cursor } from './cursor';
import { OUTGOING_EVENT_TYPES } from './outgoing-events';
import { PlatformInput, PlatformModeInput } from './platforms';
import { optionalLineOf } from './text';

const idOf = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{26}$`), 'not an id');

const hasEachOnce = (values: readonly string[]) => new Set(values).size === values.length;
const terms = {
  url: z.string().trim().min(1, 'write an address').max(2000, 'is too long for an address'),
  description: optionalLineOf(200).default(''),
  eventTypes: z.array(z.enum(OUTGOING_EVENT_TYPES, 'not an event of a platform')).min(1, 'choose one at least').refine(hasEachOnce, 'names an event twice'),
};

export const ListWebhookEndpointsInput = PlatformModeInput;
export type ListWebhookEndpointsInput = z.infer<typeof ListWebhookEndpointsInput>;
export const CreateWebhookEndpointInput = PlatformModeInput.extend(terms);
export type CreateWebhookEndpointInput = z.infer<typeof CreateWebhookEndpointInput>;
export const WebhookEndpointInput = PlatformInput.extend({ endpointId: idOf('wep') });
export type WebhookEndpointInput = z.infer<typeof WebhookEndpointInput>;
export const UpdateWebhookEndpointInput = WebhookEndpointInput.extend(terms);
export type UpdateWebhookEndpointInput = z.infer<typeof UpdateWebhookEndpointInput>;
/** Deliveries carry a signature by the old secret too, for so many hours more. */
export const RotateWebhookSecretInput = WebhookEndpointInput.extend({ overlapHours: z.number('write a number of hours').int('whole hours only').min(0, 'from 0 to 168 hours').max(168, 'from 0 to 168 hours') });
export type RotateWebhookSecretInput = z.infer<typeof RotateWebhookSecretInput>;
export const SwitchWebhookEndpointInput = WebhookEndpointInput.extend({ isOn: z.boolean() });
export type SwitchWebhookEndpointInput = z.infer<typeof SwitchWebhookEndpointInput>;

/** `pending` was not tried yet, `failed` is tried again, `dead` only when somebody asks for it. */
export const DeliveryStatus = z.enum(['pending', 'delivered', 'failed', 'dead'], 'pending, delivered, failed or dead');
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const ListWebhookDeliveriesInput = PlatformModeInput.extend({ endpointId: idOf('wep').optional(), status: DeliveryStatus.optional(), cursor: Cursor.optional(), limit: z.number().int().min(1).max(100).default(30) });
export type ListWebhookDeliveriesInput = z.infer<typeof ListWebhookDeliveriesInput>;
export const WebhookDeliveryInput = PlatformInput.extend({ deliveryId: idOf('wdl') });
export type WebhookDeliveryInput = z.infer<typeof WebhookDeliveryInput>;
export const ReplayWebhooksInput = WebhookEndpointInput.extend({ sinceHours: z.number('write a number of hours').int('whole hours only').min(1, 'an hour at least').max(2160, 'ninety days at most') });
export type ReplayWebhooksInput = z.infer<typeof ReplayWebhooksInput>;

export const WebhookEndpointView = z.object({
  id: z.string(),
  mode: PlatformMode,
  url: z.string(),
  description: z.string(),
  eventTypes: z.array(z.string()),
  disabledAt: z.string().nullable(),
  /** Who stopped it: its owner, five days without one good answer, or the receiver itself (410). */
  disabledReason: z.enum(['owner', 'failing', 'gone']).nullable(),
  failingSince: z.string().nullable(),
  /** Until when a former secret signs as well. */
  overlapEndsAt: z.string().nullable(),
  createdAt: z.string(),
});
export type WebhookEndpointView = z.infer<typeof WebhookEndpointView>;

/** The only answer that ever holds a secret. */
export const CreatedWebhookSecret = z.object({ endpointId: z.string(), secret: z.string() });
export type CreatedWebhookSecret = z.infer<typeof CreatedWebhookSecret>;

export const WebhookDeliveryView = z.object({
  id: z.string(),
  /** Sent as `webhook-id`, the same over all attempts. */
  eventId: z.string(),
  type: z.string(),
  endpointId: z.string(),
  url: z.string(),
  status: DeliveryStatus,
  attempts: z.number().int(),
  replays: z.number().int(),
  nextAttemptAt: z.string().nullable(),
  lastAttemptAt: z.string().nullable(),
  lastStatus: z.number().int().nullable(),
  lastError: z.string().nullable(),
  lastDurationMs: z.number().int().nullable(),
  deliveredAt: z.string().nullable(),
  createdAt: z.string(),
});
export type WebhookDeliveryView = z.infer<typeof WebhookDeliveryView>;

export const WebhookDeliveryPage = z.object({ items: z.array(WebhookDeliveryView), nextCursor: z.string().nullable() });
export type WebhookDeliveryPage = z.infer<typeof WebhookDeliveryPage>;

/** With what was sent and the beginning of what was answered. */
export const WebhookDeliveryDetail = WebhookDeliveryView.extend({ payload: z.string(), lastAnswer: z.string().nullable() });
export type WebhookDeliveryDetail = z.infer<typeof WebhookDeliveryDetail>;
