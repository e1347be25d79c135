import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';

/** Stocks that a drop kept are for everybody again: those who wait for them are told. */
export async function offerReleased(tx: ServiceTx, levelIds: readonly string[]): Promise<void> {
  for (const levelId of levelIds) await enqueue(tx, { task: 'tell-back-in-stock', payload: { levelId }, key: `back-in-stock:${levelId}` });
}
