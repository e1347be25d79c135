import type Stripe from 'stripe';
import { unschedule } from '../core/due-tasks';
import type { Work } from '../core/work';
import { emit, emitChange } from '../events/emit';
import { findObject, lockObject, updateDocument } from '../store/objects';
import { recordMovement } from './balance';

/** The task that ends a refund of a card whose refunds do not end at once. */
export const SETTLE_REFUND = 'refund.settle';

/** Lets a pending refund succeed, or a succeeded one fail, as its test card says. Does nothing to a refund that has ended. */
export async function settleRefund(work: Work, refundId: string): Promise<void> {
  const known = await findObject(work.sql, 'refund', refundId);
  if (known === null || typeof known.doc.charge !== 'string') return;
  // The charge is locked before the refund, in the order in which refunding locks them.
  const charge = await lockObject(work.sql, 'charge', known.doc.charge);
  const refund = await lockObject(work.sql, 'refund', refundId);
  if (charge === null || refund === null) return;
  await unschedule(work, SETTLE_REFUND, refundId);
  if (refund.doc.status === 'pending' && charge.hidden.refundBehaviour === 'pending_then_succeeds') await succeed(work, refund.doc);
  else if (refund.doc.status === 'succeeded' && charge.hidden.refundBehaviour === 'succeeds_then_fails') await fail(work, refund.doc, charge.doc);
}

async function succeed(work: Work, refund: Stripe.Refund): Promise<void> {
  const succeeded: Stripe.Refund = { ...refund, status: 'succeeded' };
  delete succeeded.pending_reason;
  await updateDocument(work.sql, 'refund', succeeded);
  emitChange(work, 'refund.updated', { before: refund, after: succeeded });
}

async function fail(work: Work, refund: Stripe.Refund, charge: Stripe.Charge): Promise<void> {
  const movement = await recordMovement(work, {
    amount: refund.amount, fee: 0, currency: refund.currency, source: refund.id, type: 'refund_failure', description: 'REFUND FAILURE', availableAtOnce: true,
  });
  const failed: Stripe.Refund = { ...refund, status: 'failed', failure_reason: 'expired_or_canceled_card', failure_balance_transaction: movement.id };
  const restored: Stripe.Charge = { ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false };
  await updateDocument(work.sql, 'refund', failed);
  await updateDocument(work.sql, 'charge', restored);
  emitChange(work, 'refund.updated', { before: refund, after: failed });
  emit(work, 'refund.failed', failed);
}
