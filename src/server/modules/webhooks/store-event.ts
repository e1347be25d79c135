import { isSellerAccount } from '@/server/modules/sellers/is-seller-account';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { logger } from '@/server/platform/logger';
import { newId } from '@/shared/ids';
import type { StripeEvent } from './parse-stripe-event';
import { isPlatformEvent } from './sync-platform-of-event';
import { isSellerEvent } from './sync-seller-of-event';
import { insertWebhookEvent, type NewWebhookEvent } from './webhooks.queries';

export interface EventToStore {
  event: StripeEvent;
  /** Whether our key is a live one. */
  isLive: boolean;
  /** Whether events of this type do anything. */
  isHandled: boolean;
  now: Date;
}

/**
 * Where an event stands from the start: only what is ours and says something of an order, or of a seller's standing, is worked on.
 * `isOfSeller`: the connected account it comes from is one of our sellers'. Money never moves by an event of theirs. Pure.
 */
export function toFirstStatus({ event, isLive, isHandled, isOfSeller }: Omit<EventToStore, 'now'> & { isOfSeller: boolean }): Pick<NewWebhookEvent, 'status' | 'error'> {
  if (event.livemode !== isLive) return { status: 'parked', error: event.livemode ? 'a live event, and our key is a test key' : 'a test event, and our key is a live key' };
  // Asked of Stripe when it is worked on: the first word of a new account may be here before its id is kept.
  if (isSellerEvent(event)) return { status: 'received', error: null };
  // What a customer of a seller's platform pays for is asked of that very account.
  if (isOfSeller && isPlatformEvent(event)) return { status: 'received', error: null };
  // The rest of a seller's own money is its own.
  if (isOfSeller) return { status: 'ignored', error: null };
  if (event.accountId !== null) return { status: 'quarantined', error: `an event of account ${event.accountId}` };
  if (!isHandled) return { status: 'ignored', error: null };
  if (event.objectId === null) return { status: 'quarantined', error: 'the event names no object' };
  return { status: 'received', error: null };
}

/** Writes an event and, if there is something to do about it, its job. False when the event is there already. */
export async function storeEvent(tx: ServiceTx, toStore: EventToStore): Promise<boolean> {
  const { event, now } = toStore;
  const id = newId('webhookEvent', now.getTime());
  const isOfSeller = event.accountId !== null && (await isSellerAccount(tx, event.accountId));
  const first = toFirstStatus({ ...toStore, isOfSeller });
  const isNew = await insertWebhookEvent(tx, {
    id,
    stripeEventId: event.stripeEventId,
    type: event.type,
    objectId: event.objectId,
    apiVersion: event.apiVersion,
    livemode: event.livemode,
    stripeAccountId: event.accountId,
    payload: event.payload,
    at: now,
    ...first,
  });
  if (!isNew) return false;
  if (first.status === 'received') await enqueue(tx, { task: 'process-webhook-event', payload: { webhookEventId: id }, key: `event:${id}` });
  if (first.status === 'quarantined') logger.error({ alarm: true, webhookEventId: id, reason: first.error }, 'a Stripe event is set aside');
  return true;
}
