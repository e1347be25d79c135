import type Stripe from 'stripe';
import { formatAmount } from '../core/currencies';
import { newStripeId, referredId } from '../core/ids';
import { mergeMetadata } from '../core/params';
import { missingResource, notPossible } from '../core/refusal';
import { actingFor } from '../core/work';
import type { Work } from '../core/work';
import { emitChange } from '../events/emit';
import { recordMovement } from '../payments/balance';
import { availableOf, lockBalance } from '../payments/balance-of';
import { findObject, insertObject, lockObject, updateDocument } from '../store/objects';

interface ReversalInput {
  amount: number | undefined;
  description: string | undefined;
  metadata: Record<string, string> | null | undefined;
}

/** Takes back a transfer, in whole or in part, again and again. It needs money that is available to the seller, unless a test says that reserves exist. */
export async function reverseTransfer(work: Work, transferId: string, input: ReversalInput): Promise<Stripe.TransferReversal> {
  const stored = await lockObject(work.sql, 'transfer', transferId);
  if (stored === null) throw missingResource('transfer', transferId);
  const { doc: transfer } = stored;
  const amount = reversibleAmount(transfer, input.amount);
  const destination = transfer.destination === null ? '' : referredId(transfer.destination);
  await refuseBeyondBalance(work, destination, { amount, currency: transfer.currency });
  const id = newStripeId('transfer_reversal');
  const movement = await recordMovement(work, { amount, fee: 0, currency: transfer.currency, source: id, type: 'transfer_refund', description: input.description ?? null, availableAtOnce: true });
  const reversal: Stripe.TransferReversal = {
    id,
    object: 'transfer_reversal',
    amount,
    balance_transaction: movement.id,
    created: work.now,
    currency: transfer.currency,
    destination_payment_refund: await giveBack(actingFor(work, destination), transfer, amount),
    metadata: mergeMetadata({}, input.metadata),
    source_refund: null,
    transfer: transfer.id,
  };
  await insertObject(work.sql, 'transfer_reversal', { doc: reversal, hidden: {} });
  const reversals = { ...transfer.reversals, data: [reversal, ...transfer.reversals.data].slice(0, 10), has_more: transfer.reversals.has_more || transfer.reversals.data.length >= 10 };
  const reversed = transfer.amount_reversed + amount;
  const updated: Stripe.Transfer = { ...transfer, amount_reversed: reversed, reversed: reversed === transfer.amount, reversals };
  await updateDocument(work.sql, 'transfer', updated);
  emitChange(work, 'transfer.reversed', { before: transfer, after: updated });
  return reversal;
}

function reversibleAmount(transfer: Stripe.Transfer, asked: number | undefined): number {
  const left = transfer.amount - transfer.amount_reversed;
  if (left === 0) throw notPossible(`Transfer ${transfer.id} is already fully reversed.`);
  if (asked !== undefined && asked > left) {
    throw notPossible(`Transfer reversal amount (${formatAmount(asked, transfer.currency)}) is greater than unreversed amount on transfer (${formatAmount(left, transfer.currency)})`, { param: 'amount' });
  }
  return asked ?? left;
}

async function refuseBeyondBalance(work: Work, destination: string, { amount, currency }: { amount: number; currency: string }): Promise<void> {
  const account = await findObject(work.sql, 'account', destination);
  if (account === null) throw notPossible(`The account ${destination} is no longer connected, so its transfers cannot be reversed.`);
  const seller = actingFor(work, destination);
  await lockBalance(seller);
  if (account.hidden.reserves || amount <= (await availableOf(seller, currency))) return;
  throw notPossible(`Insufficient funds: the available balance of ${destination} does not cover this reversal of ${formatAmount(amount, currency)}.`, { code: 'balance_insufficient' });
}

/** The same in the seller's books: a refund of the payment that the transfer was there. */
async function giveBack(work: Work, transfer: Stripe.Transfer, amount: number): Promise<string> {
  const payment = await lockObject(work.sql, 'charge', transfer.destination_payment === undefined ? '' : referredId(transfer.destination_payment));
  const id = newStripeId('payment_refund');
  const movement = await recordMovement(work, { amount: -amount, fee: 0, currency: transfer.currency, source: id, type: 'payment_refund', description: 'REFUND FOR PAYMENT', availableAtOnce: true });
  const refund: Stripe.Refund = {
    id, object: 'refund', amount, balance_transaction: movement.id, charge: payment?.doc.id ?? null, created: work.now, currency: transfer.currency, customer: null, customer_account: null,
    metadata: {}, payment_intent: null, payment_method: null, reason: null, receipt_number: null, source_transfer_reversal: null, status: 'succeeded', transfer_reversal: null,
  };
  await insertObject(work.sql, 'refund', { doc: refund, hidden: {} });
  if (payment !== null) {
    const refunded = payment.doc.amount_refunded + amount;
    await updateDocument(work.sql, 'charge', { ...payment.doc, amount_refunded: refunded, refunded: refunded === payment.doc.amount });
  }
  return id;
}
