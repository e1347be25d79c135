import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import type { Work } from '../core/work';
import { insertObject } from '../store/objects';

const TWO_DAYS = 2 * 24 * 60 * 60;

/** Stripe's fee on a charge: 2.9 % + 30 minor units, rounded. */
export function feeOf(amount: number): number {
  return Math.round(amount * 0.029) + 30;
}

interface Movement {
  amount: number;
  fee: number;
  currency: string;
  source: string;
  type: 'charge' | 'payment' | 'refund' | 'payment_refund' | 'refund_failure';
  description: string | null;
  availableAtOnce: boolean;
}

/** Stores a movement of the platform's balance. */
export async function recordMovement(work: Work, movement: Movement): Promise<Stripe.BalanceTransaction> {
  const { amount, fee, currency, type } = movement;
  const document: Stripe.BalanceTransaction = {
    id: newStripeId('balance_transaction'),
    object: 'balance_transaction',
    amount,
    available_on: movement.availableAtOnce ? work.now : work.now + TWO_DAYS,
    balance_type: 'payments',
    created: work.now,
    currency,
    description: movement.description,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [{ amount: fee, application: null, currency, description: 'Stripe processing fees', type: 'stripe_fee' }],
    net: amount - fee,
    reporting_category: type === 'payment' ? 'charge' : type === 'payment_refund' ? 'refund' : type,
    source: movement.source,
    status: movement.availableAtOnce ? 'available' : 'pending',
    type,
  };
  await insertObject(work.sql, 'balance_transaction', { doc: document, hidden: {} });
  return document;
}
