import { ORDER_EVENT_TYPES } from '@/server/modules/payments/find-payment-of-event';
import { PLATFORM_EVENT_TYPES } from '@/server/modules/payments/find-subscription-of-event';
import { listStripeEvents, type EventsToList } from '@/server/modules/payments/list-stripe-events';
import { listLiveAccounts } from '@/server/modules/platforms/list-live-accounts';
import { clock } from '@/server/platform/clock';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { isAppError } from '@/shared/errors';
import { DAY_MS, HOUR_MS } from '@/shared/time';
import { toStripeEvent } from './parse-stripe-event';
import { isLiveKey } from './receive-stripe-event';
import { storeEvent } from './store-event';
import { findCollectedUntil, moveCollectedUntil } from './webhooks.queries';

const REASON = 'the inbox belongs to nobody who is signed in';
/** An event may enter Stripe's list a little after its time, so the look back starts before the last one ended. */
const OVERLAP_MS = 2 * HOUR_MS;
const MAX_LOOK_BACK_MS = 29 * DAY_MS;

type Parts = Pick<Platform, 'db' | 'stripe' | 'env'>;

async function collect({ db, stripe, env }: Parts, wanted: EventsToList, now: Date): Promise<void> {
  const isLive = isLiveKey(env);
  for (const raw of (await listStripeEvents(stripe, wanted)).reverse()) {
    const event = toStripeEvent(raw);
    if (!event) {
      logger.error({ alarm: true }, 'Stripe lists an event that cannot be stored');
      continue;
    }
    const isNew = await db.asService(REASON, (tx) => storeEvent(tx, { event, isLive, isHandled: true, now }));
    if (isNew) logger.warn({ stripeEventId: event.stripeEventId, type: event.type }, 'an event that was never delivered is collected');
  }
}

/** One account that lets nobody look any more must not keep the others from being heard. */
async function collectOfAccount(parts: Parts, wanted: EventsToList & { accountId: string }, now: Date): Promise<void> {
  try {
    await collect(parts, wanted, now);
  } catch (error) {
    if (isAppError(error)) throw error;
    logger.error({ alarm: true, err: error, stripeAccountId: wanted.accountId }, 'the events of an account cannot be listed');
  }
}

/**
 * Fetches events that were never delivered (our endpoint was down for longer than Stripe tries) and puts them in the inbox, where they
 * take the way of all others: our own, and those of the accounts that developers sell their APIs on. Reads from where it last ended, however
 * long ago, not from what was last delivered: a delivery after a silence says nothing of the silence. One that is there already is left alone.
 * Throws UNAVAILABLE when Stripe does not answer; then the next run reads the same again.
 */
export async function collectMissedEvents(parts: Parts): Promise<void> {
  const now = clock.now();
  const last = await findCollectedUntil(parts.db.readAsService(REASON));
  const since = new Date(Math.max(now.getTime() - MAX_LOOK_BACK_MS, (last?.getTime() ?? 0) - OVERLAP_MS));
  await collect(parts, { types: ORDER_EVENT_TYPES, since, accountId: null }, now);
  for (const accountId of await listLiveAccounts(parts.db)) await collectOfAccount(parts, { types: PLATFORM_EVENT_TYPES, since, accountId }, now);
  await parts.db.asService(REASON, (tx) => moveCollectedUntil(tx, now));
}
