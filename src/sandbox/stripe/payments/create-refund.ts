import type Stripe from 'stripe';
import { formatAmount } from '../core/currencies';
import { schedule } from '../core/due-tasks';
import { newStripeId } from '../core/ids';
import { mergeMetadata } from '../core/params';
import { invalidParam, missingResource, notInDouble, notPossible } from '../core/refusal';
import type { Work } from '../core/work';
import { emit, emitChange } from '../events/emit';
import { closeDispute } from '../disputes/close-dispute';
import { disputedAmount } from '../disputes/open-dispute';
import { findObject, insertObject, listObjects, lockObject, updateDocument } from '../store/objects';
import type { Stored } from '../store/objects';
import { returnApplicationFee } from './application-fee';
import { recordMovement } from './balance';
import { SETTLE_REFUND } from './settle-refund';

export interface RefundInput {
  charge: string | undefined;
  payment_intent: string | undefined;
  amount: number | undefined;
  reason: 'duplicate' | 'fraudulent' | 'requested_by_customer' | undefined;
  metadata: Record<string, string> | null | undefined;
  instructions_email: string | undefined;
  reverse_transfer: boolean | undefined;
  refund_application_fee: boolean | undefined;
}

/** Refunds a charge in whole or in part. The charge's row is locked, so that refunds at the same time cannot exceed it together. */
export async function createRefund(work: Work, input: RefundInput): Promise<Stripe.Refund> {
  if (input.reverse_transfer === true) throw invalidParam('Cannot reverse a transfer on a charge that has no associated transfer.', { param: 'reverse_transfer' });
  const charge = await lockCharge(work, input);
  if (input.refund_application_fee === true && charge.doc.application_fee === null) throw invalidParam('You cannot refund the application fee of a charge that has none.', { param: 'refund_application_fee' });
  const amount = refundableAmount(charge.doc, { asked: input.amount, disputed: await disputedAmount(work, charge.doc.id) });
  const refund = await storeRefund(work, charge, { amount, input });
  const refunded = charge.doc.amount_refunded + amount;
  const updated: Stripe.Charge = { ...charge.doc, amount_refunded: refunded, refunded: refunded === charge.doc.amount };
  await updateDocument(work.sql, 'charge', updated);
  if (updated.refunded) await endInquiry(work, charge.doc.id);
  emit(work, 'refund.created', refund);
  emitChange(work, 'charge.refunded', { before: charge.doc, after: updated });
  if (refund.status === 'succeeded') emitChange(work, 'refund.updated', { before: { ...refund, balance_transaction: null }, after: refund });
  return refund;
}

/** A bank that only asked is content once the buyer has the money back. */
async function endInquiry(work: Work, chargeId: string): Promise<void> {
  const disputes = await listObjects(work.sql, 'dispute', { match: { charge: chargeId }, limit: 100 });
  for (const { doc } of disputes) {
    const stored = doc.status === 'warning_needs_response' || doc.status === 'warning_under_review' ? await lockObject(work.sql, 'dispute', doc.id) : null;
    if (stored !== null) await closeDispute(work, stored, 'warning_closed');
  }
}

async function lockCharge(work: Work, input: RefundInput): Promise<Stored<'charge'>> {
  if (input.charge === undefined && input.payment_intent === undefined) {
    throw invalidParam('One of the following params should be provided for this request: payment_intent or charge.', { code: 'parameter_missing' });
  }
  let chargeId = input.charge;
  if (input.payment_intent !== undefined) {
    const intent = await findObject(work.sql, 'payment_intent', input.payment_intent);
    if (intent === null) throw missingResource('payment_intent', input.payment_intent, 'payment_intent');
    const latest = typeof intent.doc.latest_charge === 'string' ? intent.doc.latest_charge : null;
    if (latest === null) throw notPossible(`This PaymentIntent (${input.payment_intent}) does not have a successful charge to refund.`, { param: 'payment_intent' });
    if (chargeId !== undefined && chargeId !== latest) throw invalidParam('The charge and the payment_intent do not belong together.', { param: 'charge' });
    chargeId = latest;
  }
  const charge = await lockObject(work.sql, 'charge', chargeId ?? '');
  if (charge === null) throw missingResource('charge', chargeId ?? '', 'charge');
  if (charge.doc.status === 'pending') throw notInDouble('refunds of pending charges', 'charge');
  if (charge.doc.status === 'failed') throw notPossible(`Charge ${charge.doc.id} is a failed charge and cannot be refunded.`, { param: 'charge' });
  return charge;
}

function refundableAmount(charge: Stripe.Charge, { asked, disputed }: { asked: number | undefined; disputed: number }): number {
  const left = charge.amount - charge.amount_refunded - disputed;
  if (left <= 0 && disputed > 0) throw notPossible(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: 'charge_disputed' });
  if (left === 0) throw notPossible(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  const amount = asked ?? left;
  if (amount > left) {
    const wanted = formatAmount(amount, charge.currency);
    throw notPossible(`Refund amount (${wanted}) is greater than ${charge.amount_refunded === 0 ? 'charge amount' : 'unrefunded amount on charge'} (${formatAmount(left, charge.currency)})`, { param: 'amount' });
  }
  return amount;
}

async function storeRefund(work: Work, charge: Stored<'charge'>, wanted: { amount: number; input: RefundInput }): Promise<Stripe.Refund> {
  const { amount, input } = wanted;
  const { doc } = charge;
  const behaviour = charge.hidden.refundBehaviour;
  const type = doc.payment_method_details?.type ?? 'card';
  const pending = behaviour === 'pending_then_succeeds';
  const id = newStripeId('refund');
  const fee = input.refund_application_fee === true ? await returnApplicationFee(work, doc, amount) : 0;
  const movement = await recordMovement(work, {
    amount: -amount, fee: 0, applicationFee: -fee, currency: doc.currency, source: id, type: type === 'card' ? 'refund' : 'payment_refund', description: 'REFUND FOR CHARGE', availableAtOnce: true,
  });
  const refund: Stripe.Refund = {
    id,
    object: 'refund',
    amount,
    balance_transaction: movement.id,
    charge: doc.id,
    created: work.now,
    currency: doc.currency,
    customer: doc.customer,
    customer_account: null,
    destination_details: type === 'card' ? { type: 'card', card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' } } : { type },
    metadata: mergeMetadata({}, input.metadata),
    payment_intent: doc.payment_intent,
    payment_method: doc.payment_method,
    reason: input.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: pending ? 'pending' : 'succeeded',
    transfer_reversal: null,
  };
  if (pending) refund.pending_reason = 'processing';
  if (input.instructions_email !== undefined) refund.instructions_email = input.instructions_email;
  await insertObject(work.sql, 'refund', { doc: refund, hidden: {} });
  if (behaviour !== 'succeeds') await schedule(work, SETTLE_REFUND, { objectId: id, dueAt: work.now + work.double.settings.settleAfterSeconds });
  return refund;
}
