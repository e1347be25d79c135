import type { ServiceTx } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { updateLowAt, type LowMark } from './levels.queries';

/** From how many units on hand the seller is told that stock runs low; null: never. Throws NOT_FOUND for a level of somebody else. */
export async function setLowStock(tx: ServiceTx, mark: LowMark): Promise<void> {
  if (!(await updateLowAt(tx, mark))) throw new AppError('NOT_FOUND', 'You have no such stock.');
}
