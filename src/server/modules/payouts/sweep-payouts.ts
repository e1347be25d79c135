import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { MINUTE_MS } from '@/shared/time';
import { listOverduePayouts } from './payouts.queries';
import { listOverdueReversals } from './reversals.queries';

/** How long a job is waited for before it gets another. */
const PATIENCE_MS = 5 * MINUTE_MS;

/** Gives a job again to payouts and reversals that nobody works on: the tables are true, the queue only makes it quick. */
export async function sweepPayouts(db: Database): Promise<void> {
  const before = new Date(clock.now().getTime() - PATIENCE_MS);
  await db.asService('payouts are written by the service alone', async (tx) => {
    for (const payoutId of await listOverduePayouts(tx, before)) await enqueue(tx, { task: 'settle-payout', payload: { payoutId }, key: `payout:${payoutId}` });
    for (const reversalId of await listOverdueReversals(tx, before)) await enqueue(tx, { task: 'reverse-transfer', payload: { reversalId }, key: `reversal:${reversalId}` });
  });
}
