import type Stripe from 'stripe';
import { changeAccount } from '../accounts/change-account';
import { unschedule } from '../core/due-tasks';
import type { Work } from '../core/work';
import { emit, emitChange } from '../events/emit';
import { recordMovement } from '../payments/balance';
import { lockObject, updateDocument } from '../store/objects';
import { PLATFORM } from '../store/transaction';

/** The task that lets a payout arrive; its object is the payout. */
export const PAYOUT_ARRIVES = 'payout.arrives';

export type PayoutOutcome = 'in_transit' | 'paid' | 'failed' | 'canceled';

/** Which outcomes may follow. A paid payout can still come back: https://docs.stripe.com/payouts#payout-failures */
const FOLLOWS: Record<string, readonly PayoutOutcome[]> = { pending: ['in_transit', 'paid', 'failed', 'canceled'], in_transit: ['paid', 'failed'], paid: ['failed'] };

const EVENTS: Record<PayoutOutcome, string> = { in_transit: 'payout.updated', paid: 'payout.paid', failed: 'payout.failed', canceled: 'payout.canceled' };

/** Brings a payout to its outcome; one that fails or is cancelled puts the money back. Null when there is none, or the outcome does not follow. */
export async function settlePayout(work: Work, payoutId: string, outcome: PayoutOutcome): Promise<Stripe.Payout | null> {
  const stored = await lockObject(work.sql, 'payout', payoutId);
  if (stored === null || FOLLOWS[stored.doc.status]?.includes(outcome) !== true) return null;
  const { doc: payout } = stored;
  const settled = outcome === 'failed' || outcome === 'canceled' ? await putBack(work, payout, outcome) : { ...payout, status: outcome };
  await updateDocument(work.sql, 'payout', settled);
  if (outcome !== 'in_transit') await unschedule(work, PAYOUT_ARRIVES, payoutId);
  if (outcome === 'failed' && work.account !== PLATFORM) await disableBank(work);
  emitChange(work, EVENTS[outcome], { before: payout, after: settled });
  return settled;
}

async function putBack(work: Work, payout: Stripe.Payout, outcome: 'failed' | 'canceled'): Promise<Stripe.Payout> {
  const movement = await recordMovement(work, {
    amount: payout.amount, fee: 0, currency: payout.currency, source: payout.id, type: outcome === 'failed' ? 'payout_failure' : 'payout_cancel', description: outcome === 'failed' ? 'PAYOUT FAILURE' : 'PAYOUT CANCEL', availableAtOnce: true,
  });
  const failure = outcome === 'failed' ? { failure_code: 'account_closed', failure_message: 'The bank account has been closed.' } : {};
  return { ...payout, ...failure, status: outcome, failure_balance_transaction: movement.id };
}

/** A failed payout disables the bank account until its owner has given another. */
async function disableBank(work: Work): Promise<void> {
  const account = await changeAccount(work, work.account, ({ doc, hidden }) => {
    const external = doc.external_accounts;
    const data = external?.data.map((one) => ({ ...one, status: 'errored' })) ?? [];
    return { doc: { ...doc, ...(external && { external_accounts: { ...external, data } }) }, hidden: { ...hidden, due: [...new Set([...hidden.due, 'external_account'])] } };
  });
  const bank = account?.external_accounts?.data[0];
  if (bank !== undefined) emit(work, 'account.external_account.updated', bank);
}
