import { toStripeFailure } from '@/server/modules/payments/call-stripe';
import { findSubscriptionOfEvent, PLATFORM_EVENT_TYPES } from '@/server/modules/payments/find-subscription-of-event';
import { UnreadableFactError } from '@/server/modules/payments/to-payment-fact';
import { syncPlatformSubscription, type Synced } from '@/server/modules/platforms/sync-platform-subscription';
import type { Platform } from '@/server/platform/platform';
import type { EventEnd } from './webhooks.queries';

type End = Pick<EventEnd, 'status' | 'orderId' | 'error'>;

interface PlatformEvent {
  type: string;
  accountId: string | null;
  objectId: string | null;
}

const end = (status: End['status'], error: string | null): End => ({ status, orderId: null, error });

/** Whether an event of a connected account may be of a customer of a platform of its seller. Pure. */
export function isPlatformEvent({ type, accountId }: Pick<PlatformEvent, 'type' | 'accountId'>): boolean {
  return accountId !== null && PLATFORM_EVENT_TYPES.includes(type);
}

function toEnd(synced: Synced, accountId: string | null): End {
  if (synced === 'unknown') return end('parked', 'a subscription of no platform’s customer');
  if (synced === 'foreign') return end('quarantined', `an event of ${accountId === null ? 'our own account' : `account ${accountId}`} about another’s customer`);
  return end('processed', null);
}

/**
 * Brings the customer of a platform up to what Stripe says of its subscription; the event is believed for ids alone. Of another account than the
 * platform's it is set aside. Throws UNAVAILABLE when Stripe does not answer.
 */
export async function syncPlatformOfEvent(parts: Pick<Platform, 'db' | 'stripe'>, { type, accountId, objectId }: PlatformEvent): Promise<End> {
  if (!PLATFORM_EVENT_TYPES.includes(type)) return end('ignored', null);
  if (objectId === null) return end('quarantined', 'the event names no object');
  try {
    const stripeSubscriptionId = await findSubscriptionOfEvent(parts.stripe, { type, objectId, accountId });
    if (stripeSubscriptionId === null) return end('parked', 'money of no subscription');
    return toEnd(await syncPlatformSubscription(parts, { accountId, stripeSubscriptionId }), accountId);
  } catch (error) {
    if (error instanceof UnreadableFactError) return end('quarantined', `not readable: ${error.message}`.slice(0, 1000));
    if (toStripeFailure(error) === 'missing') return end('quarantined', 'Stripe knows no such object');
    throw error;
  }
}
