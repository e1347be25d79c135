import type { ServiceTx } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { enqueueNotices } from './enqueue-notices';
import { lockLevel, moveLevel, type LockedLevel, type Movement } from './levels.queries';

/** The most units one level counts. */
export const ON_HAND_MAX = 1_000_000;

export interface StockAdjustment {
  levelId: string;
  /** Of whom the level must be. */
  sellerId: string;
  /** Units that came or went, or how many were counted on the shelf. */
  change: { delta: number } | { count: number };
  reason: Movement['reason'];
  note: string;
  actorUserId: string | null;
  now: Date;
}

/**
 * Sets a level right, in the caller's transaction. A count becomes the difference to what is there under the lock, so a sale in the same
 * moment is neither lost nor counted twice. Returns the level after it; a difference of nothing writes nothing. Throws NOT_FOUND for a level
 * of somebody else, CONFLICT `reserved` when open orders hold more than would be left, and INVALID_INPUT past what a level counts.
 */
export async function adjustStock(tx: ServiceTx, { levelId, sellerId, change, reason, note, actorUserId, now }: StockAdjustment): Promise<LockedLevel> {
  const level = await lockLevel(tx, { levelId, sellerId });
  if (!level) throw new AppError('NOT_FOUND', 'You have no such stock.');
  const delta = 'delta' in change ? change.delta : change.count - level.onHand;
  const onHand = level.onHand + delta;
  if (onHand < 0) throw new AppError('CONFLICT', `There ${level.onHand === 1 ? 'is only 1 unit' : `are only ${level.onHand} units`} on hand.`, { reason: 'on_hand' });
  if (onHand < level.reserved) {
    throw new AppError('CONFLICT', `Open orders hold ${level.reserved} ${level.reserved === 1 ? 'unit' : 'units'}; fewer cannot be left. Cancel or wait for them first.`, { reason: 'reserved' });
  }
  if (onHand > ON_HAND_MAX) throw new AppError('INVALID_INPUT', `One level counts at most ${ON_HAND_MAX} units.`);
  if (delta !== 0) await enqueueNotices(tx, { back: await moveLevel(tx, { levelId, delta, reason, note, actorUserId, now }) });
  return { ...level, onHand };
}
