import { postTransferReversal } from '@/server/modules/ledger/post-transfer-reversal';
import { createStripeReversal } from '@/server/modules/payments/create-stripe-reversal';
import { findStripeReversal } from '@/server/modules/payments/find-stripe-reversal';
import { clock } from '@/server/platform/clock';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { isKeyForgotten } from './is-key-forgotten';
import { keepOrder } from './payouts.queries';
import { findReversal, markRefused, markReversed, type ReversalRow } from './reversals.queries';

const REASON = 'money fetched back from sellers is written by the service alone';

/**
 * Work of the shop's own: carries out a reversal that was asked for, at Stripe under its own key and then in the books. Refused by Stripe, the
 * debt stays in the ledger and the seller's next payout is the smaller. One whose transfer is still on its way waits for it. May be called any
 * number of times. Throws UNAVAILABLE when Stripe does not answer.
 */
export async function reverseTransfer({ db, stripe }: Pick<Platform, 'db' | 'stripe'>, { reversalId }: { reversalId: string }): Promise<void> {
  const reversal = await db.asService(REASON, (tx) => findReversal(tx, reversalId));
  if (reversal?.status !== 'pending' || reversal.transferStatus === 'pending') return;
  const made = await make(stripe, { reversalId, reversal });
  await db.asService(REASON, async (tx) => {
    const at = clock.now();
    if ('refusal' in made) {
      await markRefused(tx, { reversalId, failure: made.refusal, at });
      return;
    }
    await keepOrder(tx, reversal.orderId);
    if (!(await markReversed(tx, { reversalId, stripeReversalId: made.stripeReversalId, at }))) return;
    const { sellerId, orderId, amountMinor, currency } = reversal;
    await postTransferReversal(tx, { transferReversalId: reversalId, sellerId, orderId, amountMinor, currency, at });
  });
  if ('refusal' in made) logger.warn({ reversalId, sellerId: reversal.sellerId, refusal: made.refusal }, 'money could not be fetched back; the seller owes it');
}

async function make(stripe: Platform['stripe'], { reversalId, reversal }: { reversalId: string; reversal: ReversalRow }): Promise<{ stripeReversalId: string } | { refusal: string }> {
  const { stripeTransferId, amountMinor, createdAt } = reversal;
  if (stripeTransferId === null) return { refusal: 'Nothing was sent.' };
  const known = isKeyForgotten(createdAt) ? await findStripeReversal(stripe, { reversalId, stripeTransferId }) : null;
  return known === null ? createStripeReversal(stripe, { reversalId, stripeTransferId, amountMinor }) : { stripeReversalId: known };
}
