import { listStripeInvoices } from '@/server/modules/payments/list-stripe-invoices';
import { getFact } from '@/server/modules/payments/get-fact';
import { clock } from '@/server/platform/clock';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { isAppError } from '@/shared/errors';
import { DAY_MS, HOUR_MS } from '@/shared/time';
import { askSubscription } from './ask-subscription';
import { listSubscriptionsToAsk, listUnknownInvoices, type AskedSubscription } from './asked-subscriptions.queries';
import { settlePayment } from './settle-payment';

const REASON = 'what Stripe says of a subscription is written by the service alone';
const ROUND = 500;
/** Stripe bills an hour after a period began; what is younger may still be on its way to us. */
const PATIENCE_MS = 2 * HOUR_MS;
/** How long before a trial's end its buyer should have heard of it. */
const TRIAL_MS = 3 * DAY_MS;

/** Orders of paid invoices that no webhook told of. */
async function repairPayments(parts: Pick<Platform, 'db' | 'stripe' | 'env'>, { stripeSubscriptionId }: AskedSubscription): Promise<void> {
  const paid = await listStripeInvoices(parts.stripe, stripeSubscriptionId);
  for (const invoiceId of await listUnknownInvoices(parts.db.readAsService(REASON), paid)) {
    const fact = await getFact(parts.stripe, { invoiceId });
    if (!fact) continue;
    const settled = await parts.db.asService(REASON, (tx) => settlePayment(tx, { fact, now: clock.now(), publicUrl: parts.env.PUBLIC_URL }));
    if (settled.outcome === 'mismatch') logger.error({ alarm: true, invoiceId, stripeSubscriptionId, reason: settled.reason }, 'a renewal does not fit its subscription');
  }
}

async function attempt(parts: Pick<Platform, 'db' | 'stripe' | 'env'>, one: AskedSubscription): Promise<void> {
  try {
    await askSubscription(parts, { subscriptionId: one.id });
    await repairPayments(parts, one);
  } catch (error) {
    if (isAppError(error) && error.code === 'UNAVAILABLE') throw error;
    logger.error({ alarm: true, subscriptionId: one.id, err: error }, 'a subscription could not be reconciled');
  }
}

/**
 * Asks Stripe again about every subscription of which something should have been heard: its period has passed, it is unpaid, it is to end, or its
 * trial does soon. What webhooks did not tell is written now, payments included. One that fails does not stop the others; Stripe being down stops the run.
 */
export async function sweepSubscriptions(parts: Pick<Platform, 'db' | 'stripe' | 'env'>): Promise<void> {
  const now = clock.now().getTime();
  const moments = { passedBefore: new Date(now - PATIENCE_MS), trialBefore: new Date(now + TRIAL_MS) };
  for (let after = ''; ; ) {
    const round = await listSubscriptionsToAsk(parts.db.readAsService(REASON), { ...moments, after, limit: ROUND });
    for (const one of round) await attempt(parts, one);
    const last = round.at(-1);
    if (!last || round.length < ROUND) return;
    after = last.id;
  }
}
