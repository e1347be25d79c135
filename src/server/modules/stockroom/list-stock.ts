import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import { cutSorted, fromSortedCursor } from '@/server/platform/sorted-cursor';
import type { ListStockInput, StockPage } from '@/shared/contracts/inventory';
import { findStocked } from './stock-page.queries';

/** Members of the seller see all of its stock, by product, as they want it or newest first; one statement. Throws NOT_FOUND for others. */
export async function listStock(db: Database, { viewer, input }: { viewer: Viewer; input: ListStockInput }): Promise<StockPage> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  // When the seller wants to be told is not for row security to show, since the rest of a level is public.
  const reader = db.readAsService('members of a seller see its stock with its marks');
  const order = input.sort ?? 'newest';
  const rows = await findStocked(reader, { sellerId, text: input.q, show: input.show, order, after: fromSortedCursor(order, input.cursor), limit: input.limit + 1 });
  const { shown, nextCursor } = cutSorted(order, rows, input.limit);
  return { items: shown.map(({ id: productId, slug, title, type, status, levels }) => ({ productId, slug, title, type, status, levels })), nextCursor };
}
