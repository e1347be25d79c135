import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { newId } from '@/shared/ids';
import { listDueRowsForPayout } from './dues.queries';
import { insertPayout, insertTransfers, keepOrders, lockAccount, type PayableAccount } from './payouts.queries';
import { planPayout } from './plan-payout';
import { openOf, type PayoutPolicy } from './to-dues';

/**
 * Writes down the next payout of one seller in one currency, in the caller's transaction, with the job that sends it; undefined when there is
 * nothing to pay or one is under way. Nothing has left yet when this returns, and nothing else may be paid until that has been sent.
 */
export async function createPayout(tx: ServiceTx, account: PayableAccount, policy: PayoutPolicy): Promise<string | undefined> {
  if (!(await lockAccount(tx, account))) return undefined;
  const rows = await listDueRowsForPayout(tx, account);
  const kept = await keepOrders(tx, rows.map((row) => row.orderId));
  // A debt counts even while its order is busy; money of such an order waits for the next run.
  const orders = rows.filter((row) => kept.has(row.orderId) || openOf(row) < 0);
  const [standing] = orders;
  const plan = standing ? planPayout(orders, standing, policy) : undefined;
  if (!plan || 'none' in plan) return undefined;
  const payoutId = newId('payout', policy.now.getTime());
  if (!(await insertPayout(tx, { ...account, id: payoutId, amountMinor: plan.amountMinor, at: policy.now }))) return undefined;
  await insertTransfers(tx, { ...account, payoutId, transfers: plan.transfers, at: policy.now });
  await enqueue(tx, { task: 'settle-payout', payload: { payoutId }, key: `payout:${payoutId}` });
  return payoutId;
}
