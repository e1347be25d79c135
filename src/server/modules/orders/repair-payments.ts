import { getFact } from '@/server/modules/payments/get-fact';
import { listStripeInvoices } from '@/server/modules/payments/list-stripe-invoices';
import { clock } from '@/server/platform/clock';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { isAppError } from '@/shared/errors';
import { listUnknownInvoices } from './asked-subscriptions.queries';
import { settlePayment } from './settle-payment';

const REASON = 'what Stripe says of a subscription is written by the service alone';

type Parts = Pick<Platform, 'db' | 'stripe' | 'env'>;

/** Whether it is written now. One that cannot be does not stop the others; a person must look. */
async function tryRepair({ db, stripe, env }: Parts, invoiceId: string): Promise<boolean> {
  try {
    const fact = await getFact(stripe, { invoiceId });
    if (!fact) return false;
    const settled = await db.asService(REASON, (tx) => settlePayment(tx, { fact, now: clock.now(), publicUrl: env.PUBLIC_URL }));
    if (settled.outcome === 'mismatch') logger.error({ alarm: true, invoiceId, reason: settled.reason }, 'a renewal does not fit its subscription');
    return settled.outcome === 'settled';
  } catch (error) {
    if (isAppError(error) && error.code === 'UNAVAILABLE') throw error;
    logger.error({ alarm: true, invoiceId, err: error }, 'a renewal could not be written');
    return false;
  }
}

/** Writes orders of paid invoices of a subscription that no webhook told of; true when afterwards all of them are here. May be repeated. Throws UNAVAILABLE. */
export async function repairPayments(parts: Parts, stripeSubscriptionId: string): Promise<boolean> {
  const paid = await listStripeInvoices(parts.stripe, stripeSubscriptionId);
  let isWhole = true;
  for (const invoiceId of await listUnknownInvoices(parts.db.readAsService(REASON), paid)) isWhole = (await tryRepair(parts, invoiceId)) && isWhole;
  return isWhole;
}
