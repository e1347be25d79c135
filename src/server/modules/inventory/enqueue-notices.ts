import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';

/** Has people told, if and only if the transaction commits: sellers of levels that fell to their mark, buyers who wait for levels that have units again. */
export async function enqueueNotices(tx: ServiceTx, { low = [], back = [] }: { low?: readonly string[]; back?: readonly string[] }): Promise<void> {
  for (const levelId of low) await enqueue(tx, { task: 'tell-low-stock', payload: { levelId }, key: `low-stock:${levelId}` });
  for (const levelId of back) await enqueue(tx, { task: 'tell-back-in-stock', payload: { levelId }, key: `back-in-stock:${levelId}` });
}
