import type Stripe from 'stripe';
import { ownAccount } from '../accounts/find-account';
import { schedule } from '../core/due-tasks';
import { newStripeId } from '../core/ids';
import { mergeMetadata } from '../core/params';
import { notPossible } from '../core/refusal';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { recordMovement } from '../payments/balance';
import { availableOf, lockBalance } from '../payments/balance-of';
import { insertObject } from '../store/objects';
import { PAYOUT_ARRIVES } from './settle-payout';

interface PayoutInput {
  amount: number;
  currency: string;
  description: string | undefined;
  metadata: Record<string, string> | null | undefined;
  statement_descriptor: string | undefined;
}

const TWO_DAYS = 2 * 24 * 60 * 60;

/** Sends what is available to the bank account of the account the work acts for. It arrives two days later, unless a test says otherwise. */
export async function createPayout(work: Work, input: PayoutInput): Promise<Stripe.Payout> {
  const account = await ownAccount(work);
  if (!account.payouts_enabled) throw notPossible('Cannot create payouts: payouts are not enabled on this account.', { code: 'payouts_not_allowed' });
  await lockBalance(work);
  if (input.amount > (await availableOf(work, input.currency))) {
    throw notPossible('You have insufficient funds in your Stripe account for this payout. Your card balance is too low.', { code: 'balance_insufficient' });
  }
  const id = newStripeId('payout');
  const movement = await recordMovement(work, { amount: -input.amount, fee: 0, currency: input.currency, source: id, type: 'payout', description: 'STRIPE PAYOUT', availableAtOnce: true });
  const payout: Stripe.Payout = {
    id,
    object: 'payout',
    amount: input.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: work.now + TWO_DAYS,
    automatic: false,
    balance_transaction: movement.id,
    created: work.now,
    currency: input.currency,
    description: input.description ?? null,
    destination: account.external_accounts?.data[0]?.id ?? null,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: mergeMetadata({}, input.metadata),
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: input.statement_descriptor ?? null,
    status: 'pending',
    trace_id: null,
    type: 'bank_account',
  };
  await insertObject(work.sql, 'payout', { doc: payout, hidden: {} });
  await schedule(work, PAYOUT_ARRIVES, { objectId: id, dueAt: payout.arrival_date });
  emit(work, 'payout.created', payout);
  return payout;
}
