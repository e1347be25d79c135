import { changeAccount } from '../accounts/change-account';
import { onboardAccount } from '../accounts/onboard-account';
import { runWork } from '../core/work';
import type { Double } from '../core/work';
import type { AccountInput } from './inputs';

/** POST /_double/accounts/{id}: what happens to an account without its seller's doing, and the hosted form without a browser. */
export function changeAccountNow(double: Double, id: string, input: AccountInput): Promise<object | null> {
  return runWork(double, null, async (work) => {
    if (input.onboard !== undefined) await onboardAccount(work, id, input.onboard);
    return changeAccount(work, id, ({ doc, hidden }) => {
      const due = input.requirement === undefined ? hidden.due : input.requirement === null ? [] : [...new Set([...hidden.due, input.requirement])];
      const forced = {
        ...hidden.forced,
        ...(input.payouts_enabled !== undefined && { payouts: input.payouts_enabled }),
        ...(input.transfers !== undefined && { transfers: input.transfers }),
        ...(input.card_payments !== undefined && { card_payments: input.card_payments }),
      };
      return { doc, hidden: { ...hidden, due, forced, reserves: input.reserves ?? hidden.reserves } };
    });
  });
}
