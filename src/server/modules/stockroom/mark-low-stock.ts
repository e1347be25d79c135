import { setLowStock } from '@/server/modules/inventory/set-low-stock';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { SetLowStockInput } from '@/shared/contracts/inventory';

/** Members of the seller say from how many units on hand they want to be told. Throws NOT_FOUND. */
export async function markLowStock(db: Database, { viewer, input }: { viewer: Viewer; input: SetLowStockInput }): Promise<void> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  await db.asService('a seller marks when its stock is low', (tx) => setLowStock(tx, { levelId: input.levelId, sellerId, lowAt: input.lowAt, now: clock.now() }));
}
