import type Stripe from 'stripe';
import { isReachable } from '../accounts/countries';
import { newStripeId, referredId } from '../core/ids';
import { mergeMetadata } from '../core/params';
import { invalidParam, missingResource, notPossible } from '../core/refusal';
import { actingFor } from '../core/work';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { recordMovement } from '../payments/balance';
import { availableOf, lockBalance } from '../payments/balance-of';
import { blankCharge } from '../payments/new-charge';
import { findObject, insertObject, updateDocument } from '../store/objects';
import { PLATFORM } from '../store/transaction';
import { sourceCharge } from './source-charge';
import type { Source } from './source-charge';

interface TransferInput {
  amount: number | undefined;
  currency: string;
  description: string | undefined;
  destination: string;
  metadata: Record<string, string> | null | undefined;
  source_transaction: string | undefined;
  source_type: 'bank_account' | 'card' | 'fpx' | undefined;
  transfer_group: string | undefined;
}

/** Moves money from the platform to a connected account: out of one charge, even before it settles, or out of what is available. */
export async function createTransfer(work: Work, input: TransferInput): Promise<Stripe.Transfer> {
  if (input.amount === undefined) throw invalidParam('Missing required param: amount.', { code: 'parameter_missing', param: 'amount' });
  const wanted = { amount: input.amount, currency: input.currency };
  await refuseDestination(work, input.destination);
  const source = input.source_transaction === undefined ? null : await sourceCharge(work, input.source_transaction, wanted);
  if (source === null) await refuseBeyondBalance(work, wanted);
  const id = newStripeId('transfer');
  const availableOn = source?.availableOn ?? work.now;
  const movement = await recordMovement(work, { amount: -input.amount, fee: 0, currency: input.currency, source: id, type: 'transfer', description: input.description ?? null, availableAtOnce: false, availableOn });
  const transfer: Stripe.Transfer = {
    id,
    object: 'transfer',
    amount: input.amount,
    amount_reversed: 0,
    balance_transaction: movement.id,
    created: work.now,
    currency: input.currency,
    description: input.description ?? null,
    destination: input.destination,
    destination_payment: await receive(actingFor(work, input.destination), { id, ...wanted, availableOn }),
    livemode: false,
    metadata: mergeMetadata({}, input.metadata),
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: source?.charge.id ?? null,
    source_type: input.source_type ?? 'card',
    transfer_group: await groupOf(work, input.transfer_group, source),
  };
  await insertObject(work.sql, 'transfer', { doc: transfer, hidden: {} });
  emit(work, 'transfer.created', transfer);
  return transfer;
}

async function refuseDestination(work: Work, destination: string): Promise<void> {
  const account = work.account === PLATFORM ? await findObject(work.sql, 'account', destination) : null;
  if (account === null) throw missingResource('destination', destination, 'destination');
  if (account.doc.capabilities?.transfers !== 'active') {
    throw notPossible('Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments', { code: 'insufficient_capabilities_for_transfer' });
  }
  if (!isReachable(account.doc.country ?? '')) throw notPossible(`Funds can't be sent to accounts located in ${account.doc.country ?? 'this country'} because it's restricted.`, { param: 'destination' });
}

async function refuseBeyondBalance(work: Work, { amount, currency }: { amount: number; currency: string }): Promise<void> {
  await lockBalance(work);
  if (amount <= (await availableOf(work, currency))) return;
  throw notPossible(
    'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance',
    { code: 'balance_insufficient' },
  );
}

/** What the destination sees of it: a payment in its own books. */
async function receive(work: Work, facts: { id: string; amount: number; currency: string; availableOn: number }): Promise<string> {
  const { amount, currency } = facts;
  const payment = blankCharge({ id: newStripeId('destination_payment'), amount, currency, created: work.now });
  const movement = await recordMovement(work, { amount, fee: 0, currency, source: payment.id, type: 'payment', description: null, availableAtOnce: false, availableOn: facts.availableOn });
  const doc: Stripe.Charge = { ...payment, balance_transaction: movement.id, source_transfer: facts.id };
  await insertObject(work.sql, 'charge', { doc, hidden: { refundBehaviour: 'succeeds', availableAtOnce: false } });
  return payment.id;
}

/** Charge and transfers share a group: the given one, the charge's, or one made from the PaymentIntent. */
async function groupOf(work: Work, given: string | undefined, source: Source | null): Promise<string | null> {
  if (source === null) return given ?? null;
  const { charge } = source;
  const group = given ?? charge.transfer_group ?? `group_${charge.payment_intent === null ? charge.id : referredId(charge.payment_intent)}`;
  if (charge.transfer_group === null) await updateDocument(work.sql, 'charge', { ...charge, transfer_group: group });
  return group;
}
