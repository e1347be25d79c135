import { splitAmount } from '@/shared/money';

/** One line of a posting before it has an account row. Debits are positive, credits negative, in minor units; never zero. */
export interface Posting {
  account: 'stripe_clearing' | 'platform_fees' | 'seller_payable';
  sellerId: string | null;
  orderItemId: string | null;
  amountMinor: number;
}

/** What was paid for one item, and the platform's part of it. */
export interface PostedItem {
  orderItemId: string;
  sellerId: string;
  totalMinor: number;
  feeMinor: number;
}

const nonZero = (posting: Posting) => posting.amountMinor !== 0;

/** The lines of a payment: Stripe owes us the whole; of each item the fee is ours and the rest is the seller's. Sums to zero. Pure. */
export function toPaymentPosting(items: readonly PostedItem[]): Posting[] {
  const total = items.reduce((sum, item) => sum + item.totalMinor, 0);
  const lines = items.flatMap(({ orderItemId, sellerId, totalMinor, feeMinor }): Posting[] => [
    { account: 'platform_fees', sellerId: null, orderItemId, amountMinor: -feeMinor },
    { account: 'seller_payable', sellerId, orderItemId, amountMinor: feeMinor - totalMinor },
  ]);
  return [{ account: 'stripe_clearing' as const, sellerId: null, orderItemId: null, amountMinor: total }, ...lines].filter(nonZero);
}

/** An item with what was given back before and what is given back now. */
export interface RefundedItem extends PostedItem {
  refundedBeforeMinor: number;
  refundMinor: number;
}

/**
 * The part of the fee that falls on `amountMinor` of an item's total. Taken of the running sum and not of each refund, so that refunds of an
 * item in any number of parts give back exactly its fee.
 */
function feeShare({ totalMinor, feeMinor }: PostedItem, amountMinor: number): number {
  const [net = 0] = splitAmount(amountMinor, [totalMinor - feeMinor, feeMinor]);
  return amountMinor - net;
}

/** The lines of a refund, the mirror of the payment's: fee and seller's part go back in the proportion they came. Sums to zero. Pure. */
export function toRefundPosting(items: readonly RefundedItem[]): Posting[] {
  const total = items.reduce((sum, item) => sum + item.refundMinor, 0);
  const lines = items.flatMap((item): Posting[] => {
    const { orderItemId, sellerId, refundedBeforeMinor, refundMinor } = item;
    const fee = feeShare(item, refundedBeforeMinor + refundMinor) - feeShare(item, refundedBeforeMinor);
    return [
      { account: 'platform_fees', sellerId: null, orderItemId, amountMinor: fee },
      { account: 'seller_payable', sellerId, orderItemId, amountMinor: refundMinor - fee },
    ];
  });
  return [{ account: 'stripe_clearing' as const, sellerId: null, orderItemId: null, amountMinor: -total }, ...lines].filter(nonZero);
}
