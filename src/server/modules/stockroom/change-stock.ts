import { adjustStock, type StockAdjustment } from '@/server/modules/inventory/adjust-stock';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { AdjustStockInput } from '@/shared/contracts/inventory';
import { AppError } from '@/shared/errors';

function toChange({ reason, units }: AdjustStockInput): StockAdjustment['change'] {
  if (reason === 'counted') return { count: units };
  if (units === 0) throw new AppError('INVALID_INPUT', 'Say how many units, one or more.', { field: 'units' });
  return { delta: reason === 'received' ? units : -units };
}

/** Members of the seller set one of its stocks right; the movement names who did. Throws NOT_FOUND, INVALID_INPUT, and CONFLICT when open orders hold more than would be left. */
export async function changeStock(db: Database, { viewer, input }: { viewer: Viewer; input: AdjustStockInput }): Promise<{ onHand: number; reserved: number }> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const { levelId, reason, note } = input;
  const adjustment = { levelId, sellerId, change: toChange(input), reason, note, actorUserId: viewer.userId, now: clock.now() };
  const { onHand, reserved } = await db.asService('a seller sets its stock right', (tx) => adjustStock(tx, adjustment));
  return { onHand, reserved };
}
