import { noteBankPayout } from '@/server/modules/payouts/note-bank-payout';
import { syncSellerAccount } from '@/server/modules/sellers/sync-seller-account';
import type { Platform } from '@/server/platform/platform';
import type { EventEnd } from './webhooks.queries';

/** Events of a seller's account that make us ask Stripe about it anew. */
const SELLER_EVENT_TYPES = ['account.updated', 'capability.updated'];
/** What Stripe sends on from a seller's account to the seller's bank. */
const BANK_PAYOUT_TYPES = ['payout.created', 'payout.updated', 'payout.paid', 'payout.failed', 'payout.canceled'];

interface AccountEvent {
  type: string;
  accountId: string | null;
  objectId: string | null;
}

/** Whether an event is of a connected account and says something of its standing or of its payouts to a bank. Pure. */
export function isSellerEvent({ type, accountId }: Pick<AccountEvent, 'type' | 'accountId'>): boolean {
  return accountId !== null && (SELLER_EVENT_TYPES.includes(type) || BANK_PAYOUT_TYPES.includes(type));
}

/**
 * Brings the seller of a connected account, or the note of one of its payouts, up to what Stripe says now; the event is believed for ids alone.
 * An account that is no seller's is set aside. Throws UNAVAILABLE when Stripe does not answer.
 */
export async function syncSellerOfEvent(parts: Pick<Platform, 'db' | 'stripe'>, { type, accountId, objectId }: AccountEvent & { accountId: string }): Promise<Pick<EventEnd, 'status' | 'orderId' | 'error'>> {
  const isPayout = BANK_PAYOUT_TYPES.includes(type) && objectId !== null;
  const isOurs = isPayout ? await noteBankPayout(parts, { stripeAccountId: accountId, stripePayoutId: objectId }) : await syncSellerAccount(parts, accountId);
  return isOurs ? { status: 'processed', orderId: null, error: null } : { status: 'quarantined', orderId: null, error: `an event of account ${accountId}` };
}
