import { z } from 'zod';

/** What of an invoice its customer's balance tells by; below zero the balance is a credit. */
export const BalancedInvoice = z.object({
  total: z.number().int(),
  starting_balance: z.number().int(),
  ending_balance: z.number().int().nullish(),
});

/** How an invoice moved the credit of its customer, in minor units; one of the two is 0. */
export interface CreditMoves {
  /** Credit that paid for it. */
  creditMinor: number;
  /** Credit it left, its sum being below zero: unused time given back. */
  grantedMinor: number;
}

const creditOf = (balance: number) => Math.max(0, -balance);

/**
 * What a final invoice did to its customer's credit. A sum too small to charge, or a debt carried over from one, is no credit and counts in neither
 * (docs.stripe.com/billing/customer/balance). Pure.
 */
export function toCreditMoves({ total, starting_balance: before, ending_balance: after }: z.infer<typeof BalancedInvoice>): CreditMoves {
  if (after === null || after === undefined) return { creditMinor: 0, grantedMinor: 0 };
  const change = creditOf(after) - creditOf(before);
  return total < 0 ? { creditMinor: 0, grantedMinor: Math.max(0, change) } : { creditMinor: Math.min(total, Math.max(0, -change)), grantedMinor: 0 };
}
