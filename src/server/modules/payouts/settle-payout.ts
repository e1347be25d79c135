import { notify } from '@/server/modules/notifications/notify';
import { toPayoutEmail } from '@/server/modules/notifications/templates/payout-email';
import { createStripeTransfer } from '@/server/modules/payments/create-stripe-transfer';
import { findStripeTransfer } from '@/server/modules/payments/find-stripe-transfer';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { enqueueWaiting, recordTransfer } from './record-transfer';
import { isKeyForgotten } from './is-key-forgotten';
import { endPayout, listPendingTransfers, markUnsent, type PendingTransfer } from './payouts.queries';

const REASON = 'payouts are written by the service alone';

/**
 * Work of the shop's own: sends what a payout is made of and writes down what became of each part. A part that Stripe refuses fails with the
 * reason, and its money is due again; the payout is paid with what was sent. May be called at any time and any number of times: money that left
 * and was not written down is found by its key or by our id in Stripe's metadata, and never leaves twice. Throws UNAVAILABLE when Stripe does not answer.
 */
export async function settlePayout({ db, stripe, env }: Pick<Platform, 'db' | 'stripe' | 'env'>, { payoutId }: { payoutId: string }): Promise<void> {
  for (const transfer of await db.asService(REASON, (tx) => listPendingTransfers(tx, { payoutId }))) {
    const sent = await send(stripe, transfer);
    await db.asService(REASON, async (tx) => {
      const at = clock.now();
      if ('stripeTransferId' in sent) await recordTransfer(tx, { transfer, stripeTransferId: sent.stripeTransferId, from: 'pending', at });
      else await markUnsent(tx, { transferId: transfer.transferId, failure: sent.refusal, at });
      await enqueueWaiting(tx, transfer.transferId);
    });
    if ('refusal' in sent) logger.error({ alarm: true, payoutId, transferId: transfer.transferId, sellerId: transfer.sellerId, refusal: sent.refusal }, 'a transfer was refused');
  }
  await db.asService(REASON, (tx) => end(tx, payoutId, env.PUBLIC_URL));
}

/** The seller is told once, however often it ends. */
async function end(tx: ServiceTx, payoutId: string, publicUrl: string): Promise<void> {
  const at = clock.now();
  const payout = await endPayout(tx, { payoutId, at });
  if (!payout) return;
  const { sellerId, sellerSlug, ...what } = payout;
  const href = `/seller/${sellerSlug}/payouts` as const;
  const email = toPayoutEmail({ ...what, amountMinor: Number(what.amountMinor), payoutUrl: `${publicUrl}${href}` });
  // Good news may be turned off; money that could not be sent may not.
  await notify(tx, { to: { sellerId }, type: what.failure ? 'selling' : 'payout', title: email.subject, body: what.failure, href, dedupeKey: `payout:${payoutId}`, email, at });
}

async function send(stripe: Platform['stripe'], transfer: PendingTransfer): Promise<{ stripeTransferId: string } | { refusal: string }> {
  const { stripeAccountId, createdAt } = transfer;
  if (stripeAccountId === null) return { refusal: 'The seller has no account at Stripe any more.' };
  const known = isKeyForgotten(createdAt) ? await findStripeTransfer(stripe, transfer) : null;
  return known ?? createStripeTransfer(stripe, { ...transfer, stripeAccountId });
}
