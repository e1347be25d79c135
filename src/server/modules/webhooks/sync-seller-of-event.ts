import { syncSellerAccount } from '@/server/modules/sellers/sync-seller-account';
import type { Platform } from '@/server/platform/platform';
import type { EventEnd } from './webhooks.queries';

/** Events of a seller's account that make us ask Stripe about it anew. */
const SELLER_EVENT_TYPES = ['account.updated', 'capability.updated'];

/** Whether an event is of a connected account and says something of its standing. Pure. */
export function isSellerEvent({ type, accountId }: { type: string; accountId: string | null }): boolean {
  return accountId !== null && SELLER_EVENT_TYPES.includes(type);
}

/**
 * Brings the seller of a connected account up to what Stripe says now; the event is believed for the account's id alone.
 * An account that is no seller's is set aside. Throws UNAVAILABLE when Stripe does not answer.
 */
export async function syncSellerOfEvent(parts: Pick<Platform, 'db' | 'stripe'>, accountId: string): Promise<Pick<EventEnd, 'status' | 'orderId' | 'error'>> {
  const isOurs = await syncSellerAccount(parts, accountId);
  return isOurs ? { status: 'processed', orderId: null, error: null } : { status: 'quarantined', orderId: null, error: `an event of account ${accountId}` };
}
