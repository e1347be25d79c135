import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import type { Work } from '../core/work';
import { insertObject } from '../store/objects';

const TWO_DAYS = 2 * 24 * 60 * 60;

/** Stripe's fee on a charge: 2.9 % + 30 minor units, rounded. */
export function feeOf(amount: number): number {
  return Math.round(amount * 0.029) + 30;
}

/** What moves a balance, and the heading under which reports count it. https://docs.stripe.com/reports/reporting-categories */
const CATEGORIES = {
  charge: 'charge',
  payment: 'charge',
  refund: 'refund',
  payment_refund: 'refund',
  refund_failure: 'refund_failure',
  adjustment: 'other_adjustment',
  stripe_fee: 'fee',
  transfer: 'transfer',
  transfer_refund: 'transfer_reversal',
  payout: 'payout',
  payout_failure: 'payout_reversal',
  payout_cancel: 'payout_reversal',
} as const;

interface Movement {
  amount: number;
  fee: number;
  feeDescription?: string;
  currency: string;
  source: string;
  type: keyof typeof CATEGORIES;
  /** Where an adjustment belongs in reports. */
  category?: string;
  description: string | null;
  /** Whether the sum counts now, or two days from now. */
  availableAtOnce: boolean;
  /** When the sum counts, where that is another time. */
  availableOn?: number;
}

/** Stores a movement of the balance of the account the work acts for. */
export async function recordMovement(work: Work, movement: Movement): Promise<Stripe.BalanceTransaction> {
  const { amount, fee, currency, type } = movement;
  const availableOn = movement.availableOn ?? (movement.availableAtOnce ? work.now : work.now + TWO_DAYS);
  const document: Stripe.BalanceTransaction = {
    id: newStripeId('balance_transaction'),
    object: 'balance_transaction',
    amount,
    available_on: availableOn,
    balance_type: 'payments',
    created: work.now,
    currency,
    description: movement.description,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [{ amount: fee, application: null, currency, description: movement.feeDescription ?? 'Stripe processing fees', type: 'stripe_fee' }],
    net: amount - fee,
    reporting_category: movement.category ?? CATEGORIES[type],
    source: movement.source,
    status: availableOn <= work.now ? 'available' : 'pending',
    type,
  };
  await insertObject(work.sql, 'balance_transaction', { doc: document, hidden: {} });
  return document;
}
