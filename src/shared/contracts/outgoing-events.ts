import type { PlatformMode } from './api-keys';
import type { TierSource } from './platforms';

/** What a platform's developer is told by webhook. */
export const OUTGOING_EVENT_TYPES = ['customer.tier_changed', 'customer.payment_failed', 'customer.subscription_ended', 'usage.limit_approaching', 'usage.limit_reached'] as const;

interface OfCustomer {
  /** The developer's own name for the customer. */
  customer: string;
  /** The slug of the tier it has now. */
  tier: string;
}

interface LimitPassed extends OfCustomer {
  meter: string;
  used: number;
  limit: number;
  /** The share of the limit that was passed: 80 or 100. */
  percent: number;
  /** The period it was counted in; half-open. */
  windowStart: string;
  windowEnd: string;
}

/** The `data` of each event. */
export interface OutgoingEventData {
  'customer.tier_changed': OfCustomer & { previousTier: string; source: TierSource };
  /** `graceEndsAt`: until when calls go on; null: they go on. */
  'customer.payment_failed': OfCustomer & { graceEndsAt: string | null };
  'customer.subscription_ended': OfCustomer & { previousTier: string };
  'usage.limit_approaching': LimitPassed;
  'usage.limit_reached': LimitPassed;
  /** Sent when its developer asks for it, to one endpoint. */
  'webhook.test': { message: string };
}

export type OutgoingEventType = keyof OutgoingEventData;

/** The body of a delivery, as Standard Webhooks wants it. */
export interface OutgoingPayload<Type extends OutgoingEventType = OutgoingEventType> {
  type: Type;
  /** When it happened. */
  timestamp: string;
  mode: PlatformMode;
  data: OutgoingEventData[Type];
}
