import { splitAmount } from '@/shared/money';

export type AccountName = 'stripe_clearing' | 'platform_fees' | 'seller_payable' | 'promotions' | 'tax_payable' | 'customer_credit';

/** One line of a posting before it has an account row. Debits are positive, credits negative, in minor units; never zero. */
export interface Posting {
  account: AccountName;
  sellerId: string | null;
  orderItemId: string | null;
  amountMinor: number;
}

/**
 * What was paid for one item and who has which part of it, in minor units. The total is the money the buyer paid, with shipping and tax; the credit
 * what a credit of theirs paid beside it; the subsidy what the platform added for a discount of its own. The fee is at most total − tax + credit +
 * subsidy; what the fee leaves of that is the seller's.
 */
export interface PostedItem {
  orderItemId: string;
  sellerId: string;
  totalMinor: number;
  feeMinor: number;
  taxMinor: number;
  subsidyMinor: number;
  creditMinor: number;
}

/** An item with what was taken back of it before, by refunds and disputes alike, and what is taken back now. */
export interface RefundedItem extends PostedItem {
  refundedBeforeMinor: number;
  refundMinor: number;
}

/** An item's share of what Stripe charges for a dispute. Negative when Stripe gives it back. */
export interface ChargedItem {
  orderItemId: string;
  sellerId: string;
  feeMinor: number;
}

const nonZero = (posting: Posting) => posting.amountMinor !== 0;
const negated = (posting: Posting): Posting => ({ ...posting, amountMinor: -posting.amountMinor });

/** The lines with the other sign. Pure. */
export function toReversed(lines: readonly Posting[]): Posting[] {
  return lines.map(negated);
}

function clearing(amountMinor: number): Posting {
  return { account: 'stripe_clearing', sellerId: null, orderItemId: null, amountMinor };
}

interface Parts {
  fee: number;
  tax: number;
  subsidy: number;
  seller: number;
}

/** `part` of a whole, in the proportion of `amount` to `of`; all of it for all, and never less for more. A half stays where it is. */
function shareOf(part: number, { amount, of }: { amount: number; of: number }): number {
  const [, share = 0] = splitAmount(part, [of - amount, amount]);
  return share;
}

/**
 * How the first `amountMinor` of an item's total fall on its parts. Each grows with the amount and ends at the whole, so refunds of an item in
 * any number of parts give back exactly what was posted, and none of them takes from one side to give to another. What a credit paid is no money
 * that could go back: its share of each part stays where it is.
 */
function partsOf(item: PostedItem, amountMinor: number): Parts {
  const { totalMinor, feeMinor, taxMinor, subsidyMinor, creditMinor } = item;
  const paid = totalMinor + creditMinor;
  const tax = shareOf(taxMinor, { amount: amountMinor, of: paid });
  const subsidy = shareOf(subsidyMinor, { amount: amountMinor, of: paid });
  const gross = amountMinor - tax + subsidy;
  const fee = shareOf(feeMinor, { amount: gross, of: paid - taxMinor + subsidyMinor });
  return { fee, tax, subsidy, seller: gross - fee };
}

/** The parts as what came in; the platform's clearing account aside. */
function linesOf({ orderItemId, sellerId }: Pick<PostedItem, 'orderItemId' | 'sellerId'>, { fee, tax, subsidy, seller }: Parts): Posting[] {
  return [
    { account: 'promotions', sellerId: null, orderItemId, amountMinor: subsidy },
    { account: 'platform_fees', sellerId: null, orderItemId, amountMinor: -fee },
    { account: 'tax_payable', sellerId: null, orderItemId, amountMinor: -tax },
    { account: 'seller_payable', sellerId, orderItemId, amountMinor: -seller },
  ];
}

/**
 * The lines of a payment: Stripe owes us the money, and what we owed the buyer as credit is spent; of each item the fee is ours, the tax the state's,
 * and the rest, with what a promotion of ours adds, the seller's. Sums to zero; empty when nothing was paid and nothing added. Pure.
 */
export function toPaymentPosting(items: readonly PostedItem[]): Posting[] {
  const total = items.reduce((sum, item) => sum + item.totalMinor, 0);
  const lines = items.flatMap((item) => {
    const { totalMinor, feeMinor: fee, taxMinor: tax, subsidyMinor: subsidy, creditMinor } = item;
    const spent: Posting = { account: 'customer_credit', sellerId: null, orderItemId: item.orderItemId, amountMinor: creditMinor };
    return [spent, ...linesOf(item, { fee, tax, subsidy, seller: totalMinor + creditMinor - tax + subsidy - fee })];
  });
  return [clearing(total), ...lines].filter(nonZero);
}

/**
 * The lines of a refund, the mirror of the payment's: every part goes back in the proportion it came, as money or, `asCredit`, as what we owe the
 * buyer until they spend it. Sums to zero. Pure.
 */
export function toRefundPosting(items: readonly RefundedItem[], asCredit = false): Posting[] {
  const total = items.reduce((sum, item) => sum + item.refundMinor, 0);
  const given: Posting = { ...clearing(-total), ...(asCredit && { account: 'customer_credit' }) };
  return [given, ...toTakenLines(items)].filter(nonZero);
}

/** What is taken of each item's parts; given back where the amount is negative. */
function toTakenLines(items: readonly RefundedItem[]): Posting[] {
  return items.flatMap((item) => {
    const before = partsOf(item, item.refundedBeforeMinor);
    const after = partsOf(item, item.refundedBeforeMinor + item.refundMinor);
    const part = (name: keyof Parts) => before[name] - after[name];
    return linesOf(item, { fee: part('fee'), tax: part('tax'), subsidy: part('subsidy'), seller: part('seller') });
  });
}

/**
 * The lines of money that a bank took back: a refund's. `excessMinor` is what it took beyond what the items had left, beside a refund of the
 * same money: the platform's loss, for no seller pays twice. Negative amounts move what was taken before: no money then. Sums to zero. Pure.
 */
export function toDisputePosting(items: readonly RefundedItem[], excessMinor = 0): Posting[] {
  const total = items.reduce((sum, item) => sum + item.refundMinor, excessMinor);
  const excess: Posting = { account: 'platform_fees', sellerId: null, orderItemId: null, amountMinor: excessMinor };
  return [clearing(-total), ...toTakenLines(items), excess].filter(nonZero);
}

/** The lines of what Stripe charges for a dispute, borne by the items' sellers. Sums to zero. Pure. */
export function toDisputeFeePosting(items: readonly ChargedItem[]): Posting[] {
  const lines = items.map(({ orderItemId, sellerId, feeMinor }): Posting => ({ account: 'seller_payable', sellerId, orderItemId, amountMinor: feeMinor }));
  return [...lines, clearing(-items.reduce((sum, { feeMinor }) => sum + feeMinor, 0))].filter(nonZero);
}

/** The lines of money that left for a seller's account at Stripe. Sums to zero. Pure. */
export function toTransferPosting({ sellerId, amountMinor }: { sellerId: string; amountMinor: number }): Posting[] {
  return [{ account: 'seller_payable', sellerId, orderItemId: null, amountMinor }, clearing(-amountMinor)];
}

/** What a promotion of ours still pays for an item that cost its buyer nothing, and how much of that it takes back now. Minor units. */
export interface PromotedItem {
  orderItemId: string;
  sellerId: string;
  subsidyMinor: number;
  /** The fee within the subsidy. */
  feeMinor: number;
  backMinor: number;
}

/** The lines of a promotion that is taken back, with the fee in the proportion it was charged. Sums to zero. Pure. */
export function toPromotionPosting(items: readonly PromotedItem[]): Posting[] {
  return items
    .flatMap(({ orderItemId, sellerId, subsidyMinor, feeMinor, backMinor }) => {
      const fee = shareOf(feeMinor, { amount: backMinor, of: subsidyMinor });
      return linesOf({ orderItemId, sellerId }, { fee: -fee, tax: 0, subsidy: -backMinor, seller: fee - backMinor });
    })
    .filter(nonZero);
}
