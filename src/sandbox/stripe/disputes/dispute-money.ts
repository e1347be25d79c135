import type Stripe from 'stripe';
import { exponentOf } from '../core/currencies';
import { referredId } from '../core/ids';
import type { Work } from '../core/work';
import { recordMovement } from '../payments/balance';

/** Fifteen of the currency's major units, for a dispute received and again for one contested. https://docs.stripe.com/disputes */
export function disputeFeeOf(currency: string): number {
  return 15 * 10 ** exponentOf(currency);
}

/** Takes the disputed sum and the fee for the dispute out of the balance. */
export async function withdrawFunds(work: Work, dispute: Stripe.Dispute): Promise<Stripe.Dispute> {
  const movement = await recordMovement(work, {
    amount: -dispute.amount, fee: disputeFeeOf(dispute.currency), feeDescription: 'Dispute fee', currency: dispute.currency, source: dispute.id,
    type: 'adjustment', category: 'dispute', description: `Chargeback withdrawal for ${referredId(dispute.charge)}`, availableAtOnce: true,
  });
  return { ...dispute, balance_transactions: [...dispute.balance_transactions, movement], is_charge_refundable: false };
}

/** Gives the disputed sum back. The fee for the dispute itself is kept. */
export async function reinstateFunds(work: Work, dispute: Stripe.Dispute): Promise<Stripe.Dispute> {
  const movement = await recordMovement(work, {
    amount: dispute.amount, fee: 0, currency: dispute.currency, source: dispute.id,
    type: 'adjustment', category: 'dispute_reversal', description: `Chargeback reversal for ${referredId(dispute.charge)}`, availableAtOnce: true,
  });
  return { ...dispute, balance_transactions: [...dispute.balance_transactions, movement], is_charge_refundable: true };
}

/** The fee for contesting: taken when evidence goes to the bank, given back when the dispute is won. A movement of its own, found by its source. */
export async function moveContestFee(work: Work, dispute: Stripe.Dispute, direction: 'taken' | 'returned'): Promise<void> {
  const fee = disputeFeeOf(dispute.currency);
  await recordMovement(work, {
    amount: direction === 'taken' ? -fee : fee, fee: 0, currency: dispute.currency, source: dispute.id,
    type: 'stripe_fee', category: 'fee', description: direction === 'taken' ? 'Dispute countered fee' : 'Dispute countered fee returned', availableAtOnce: true,
  });
}
