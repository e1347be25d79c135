import type { Settled } from '@/server/modules/orders/settle-order';
import { settlePayment } from '@/server/modules/orders/settle-payment';
import { toStripeFailure } from '@/server/modules/payments/call-stripe';
import { findPaymentOfEvent } from '@/server/modules/payments/find-payment-of-event';
import { getFact } from '@/server/modules/payments/get-fact';
import { UnreadableFactError, type PaymentFact } from '@/server/modules/payments/to-payment-fact';
import { clock } from '@/server/platform/clock';
import { isUnavailable } from '@/server/platform/database-errors';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { isAppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { isPlatformEvent, syncPlatformOfEvent } from './sync-platform-of-event';
import { isSellerEvent, syncSellerOfEvent } from './sync-seller-of-event';
import { endWebhookEvent, findWebhookEvent, insertAttempt, lockReceivedEvent, noteFailure, type EventEnd, type InboxEvent, type NewAttempt } from './webhooks.queries';

const REASON = 'the inbox belongs to nobody who is signed in';
/** Tries of an event that fails by itself; outages of Stripe or of the database do not count. */
export const MAX_ATTEMPTS = 6;

type Parts = Pick<Platform, 'db' | 'stripe' | 'env'>;
type End = Pick<EventEnd, 'status' | 'orderId' | 'error'>;

/**
 * Works off one event of the inbox: asks Stripe what is true now (the payload is believed for the id alone), then settles the order and marks
 * the event in one transaction. An event takes effect once, however often this runs. What cannot be right is quarantined, what is not ours is
 * parked, what keeps failing ends dead; an outage is thrown, for the queue to try again.
 */
export async function processWebhookEvent(parts: Parts, { webhookEventId }: { webhookEventId: string }): Promise<void> {
  const event = await findWebhookEvent(parts.db.readAsService(REASON), webhookEventId);
  if (event?.status !== 'received') return;
  const startedAt = performance.now();
  try {
    await work(parts, event, startedAt);
  } catch (error) {
    const isOutage = isUnavailable(error) || (isAppError(error) && error.code === 'UNAVAILABLE');
    const attempt = { ...toAttempt(event, startedAt), error: sayOf(error) };
    const status = await parts.db.asService(REASON, async (tx) => {
      const after = isOutage ? undefined : await noteFailure(tx, { eventId: event.id, error: attempt.error, maxAttempts: MAX_ATTEMPTS });
      await insertAttempt(tx, { ...attempt, outcome: isOutage ? 'outage' : after === 'dead' ? 'dead' : 'failed' });
      return after;
    });
    if (status !== 'dead') throw error;
    logger.error({ alarm: true, err: error, webhookEventId: event.id, type: event.type }, 'a Stripe event is given up');
  }
}

const sayOf = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 1000);

function toAttempt(event: InboxEvent, startedAt: number): Omit<NewAttempt, 'outcome' | 'error'> {
  return { id: newId('webhookAttempt'), eventId: event.id, tookMs: Math.round(performance.now() - startedAt), at: clock.now() };
}

async function work({ db, stripe, env }: Parts, event: InboxEvent, startedAt: number): Promise<void> {
  const asked = await askAbout({ db, stripe }, event);
  const end = await db.asService(REASON, async (tx) => {
    if (!(await lockReceivedEvent(tx, event.id))) return undefined;
    const now = clock.now();
    const result = 'end' in asked ? asked.end : toEnd(await settlePayment(tx, { fact: asked.fact, now, publicUrl: env.PUBLIC_URL }));
    await endWebhookEvent(tx, { eventId: event.id, ...result, at: now, attempt: toAttempt(event, startedAt) });
    return result;
  });
  if (end?.status === 'quarantined') logger.error({ alarm: true, webhookEventId: event.id, orderId: end.orderId, reason: end.error }, 'a Stripe event is set aside');
}

/** What Stripe says of an order, or how the event ended that says nothing of one. */
async function askAbout(parts: Pick<Platform, 'db' | 'stripe'>, event: InboxEvent): Promise<{ fact: PaymentFact } | { end: End }> {
  const { accountId } = event;
  if (accountId !== null && isSellerEvent(event)) return { end: await syncSellerOfEvent(parts, { ...event, accountId }) };
  if (isPlatformEvent(event) || (accountId === null && event.isOfPlatform)) return { end: await syncPlatformOfEvent(parts, event) };
  return ask(parts.stripe, event);
}

/** What Stripe says, or why there is nothing to ask about. */
async function ask(stripe: Platform['stripe'], { type, objectId, livemode }: InboxEvent): Promise<{ fact: PaymentFact } | { end: End }> {
  try {
    const payment = objectId === null ? null : await findPaymentOfEvent(stripe, { type, objectId });
    const fact = payment && (await getFact(stripe, payment));
    if (!fact) return { end: { status: 'parked', orderId: null, error: 'this money belongs to no session and no subscription of ours' } };
    if (fact.livemode !== livemode) return { end: { status: 'parked', orderId: null, error: 'the object is of the other mode' } };
    return { fact };
  } catch (error) {
    if (error instanceof UnreadableFactError) return { end: { status: 'quarantined', orderId: null, error: `not readable: ${error.message}`.slice(0, 1000) } };
    if (toStripeFailure(error) === 'missing') return { end: { status: 'quarantined', orderId: null, error: 'Stripe knows no such object' } };
    throw error;
  }
}

function toEnd(settled: Settled): End {
  switch (settled.outcome) {
    case 'settled':
      return { status: 'processed', orderId: settled.orderId, error: null };
    case 'unknown_order':
      return { status: 'parked', orderId: null, error: 'no order of ours' };
    case 'mismatch':
      return { status: 'quarantined', orderId: settled.orderId, error: settled.reason };
  }
}
