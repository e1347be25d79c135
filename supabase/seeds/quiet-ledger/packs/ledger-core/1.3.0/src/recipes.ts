import type { Entry } from './post';
import { splitAmount } from './split';

export type Sale = { sellerId: string; currency: string; amountMinor: bigint; feeBps: bigint };

/** A paid order: the buyer's money comes in, the seller is owed their part, the rest is the fee. */
export function saleEntries({ sellerId, currency, amountMinor, feeBps }: Sale): Entry[] {
  const [fee = 0n, payable = 0n] = splitAmount(amountMinor, [feeBps, 10_000n - feeBps]);
  return [
    { account: 'stripe', currency, amountMinor },
    { account: `payable:${sellerId}`, currency, amountMinor: -payable },
    { account: 'fees', currency, amountMinor: -fee },
  ];
}

/** A full refund is the sale with every sign turned. */
export function refundEntries(sale: Sale): Entry[] {
  return saleEntries(sale).map((entry) => ({ ...entry, amountMinor: -entry.amountMinor }));
}

export type Dispute = { sellerId: string; currency: string; amountMinor: bigint };

/** The bank takes the money while it decides. */
export function disputeOpenedEntries({ currency, amountMinor }: Dispute): Entry[] {
  return [
    { account: 'stripe', currency, amountMinor: -amountMinor },
    { account: 'disputes', currency, amountMinor },
  ];
}

/** Lost: the seller bears it up to what they are owed now, and owes the rest. */
export function disputeLostEntries({ sellerId, currency, amountMinor }: Dispute, owedMinor: bigint): Entry[] {
  const covered = owedMinor < 0n ? 0n : owedMinor < amountMinor ? owedMinor : amountMinor;
  return [
    { account: 'disputes', currency, amountMinor: -amountMinor },
    { account: `payable:${sellerId}`, currency, amountMinor: covered },
    { account: `receivable:${sellerId}`, currency, amountMinor: amountMinor - covered },
  ];
}

export function payoutEntries(sellerId: string, currency: string, amountMinor: bigint): Entry[] {
  return [
    { account: `payable:${sellerId}`, currency, amountMinor },
    { account: 'stripe', currency, amountMinor: -amountMinor },
  ];
}
