import { getInvoiceFact } from '@/server/modules/payments/get-invoice-fact';
import { clock } from '@/server/platform/clock';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { settlePayment } from './settle-payment';

/**
 * Asks Stripe what became of the invoice of a subscription and writes it down, by the same path a webhook takes: for a renewal nobody told us of.
 * May be called at any time and any number of times. Throws UNAVAILABLE when Stripe does not answer.
 */
export async function askInvoice({ db, stripe, env }: Pick<Platform, 'db' | 'stripe' | 'env'>, { invoiceId }: { invoiceId: string }): Promise<void> {
  const fact = await getInvoiceFact(stripe, invoiceId);
  if (!fact) return;
  const settled = await db.asService('what Stripe says of an order is written by the service alone', (tx) => settlePayment(tx, { fact, now: clock.now(), publicUrl: env.PUBLIC_URL }));
  if (settled.outcome === 'mismatch') logger.error({ alarm: true, invoiceId, reason: settled.reason }, 'an invoice does not fit its subscription');
}
