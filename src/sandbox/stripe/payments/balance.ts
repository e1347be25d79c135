import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import type { Work } from '../core/work';
import { insertObject } from '../store/objects';

const TWO_DAYS = 2 * 24 * 60 * 60;

/** Stripe's fee on a charge: 2.9 % + 30 minor units, rounded. */
export function feeOf(amount: number): number {
  return Math.round(amount * 0.029) + 30;
}

/** The application by which the platform acts for connected accounts. */
export const APPLICATION = 'ca_LatchkeyPlatform';

/** What moves a balance, and the heading under which reports count it. https://docs.stripe.com/reports/reporting-categories */
const CATEGORIES = {
  charge: 'charge',
  payment: 'charge',
  application_fee: 'platform_earning',
  application_fee_refund: 'platform_earning_refund',
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
  /** What the platform takes of a charge made in the account's own name. */
  applicationFee?: number;
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
  const { amount, currency, type } = movement;
  // A sum of nothing is 0, not -0.
  const applicationFee = (movement.applicationFee ?? 0) + 0;
  const fee = movement.fee + applicationFee;
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
    fee_details: [
      ...(movement.fee === 0 ? [] : [{ amount: movement.fee, application: null, currency, description: movement.feeDescription ?? 'Stripe processing fees', type: 'stripe_fee' }]),
      ...(applicationFee === 0 ? [] : [{ amount: applicationFee, application: APPLICATION, currency, description: 'Latchkey application fee', type: 'application_fee' }]),
    ],
    net: amount - fee,
    reporting_category: movement.category ?? CATEGORIES[type],
    source: movement.source,
    status: availableOn <= work.now ? 'available' : 'pending',
    type,
  };
  await insertObject(work.sql, 'balance_transaction', { doc: document, hidden: {} });
  return document;
}
