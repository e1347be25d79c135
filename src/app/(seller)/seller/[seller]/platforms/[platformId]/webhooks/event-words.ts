import type { OUTGOING_EVENT_TYPES } from '@/shared/contracts/outgoing-events';

export type SubscribedType = (typeof OUTGOING_EVENT_TYPES)[number];

/** What each event tells, in the order they are offered. */
export const EVENT_WORDS: { type: SubscribedType; label: string }[] = [
  { type: 'customer.tier_changed', label: 'A customer has another tier' },
  { type: 'customer.payment_failed', label: 'A customer’s payment failed' },
  { type: 'customer.subscription_ended', label: 'A customer’s subscription ended' },
  { type: 'usage.limit_approaching', label: 'A customer used 80 % of its limit' },
  { type: 'usage.limit_reached', label: 'A customer reached its limit' },
];
