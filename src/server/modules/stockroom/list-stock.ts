import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { ListStockInput, StockPage } from '@/shared/contracts/inventory';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { findStocked } from './stock-page.queries';

/** Members of the seller see all of its stock, by product, newest first; one statement. Throws NOT_FOUND for others. */
export async function listStock(db: Database, { viewer, input }: { viewer: Viewer; input: ListStockInput }): Promise<StockPage> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  // When the seller wants to be told is not for row security to show, since the rest of a level is public.
  const reader = db.readAsService('members of a seller see its stock with its marks');
  const rows = await findStocked(reader, { sellerId, text: input.q, show: input.show, after: fromCursor(input.cursor), limit: input.limit + 1 });
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return { items: shown.map(({ productId, slug, title, type, status, levels }) => ({ productId, slug, title, type, status, levels })), nextCursor: last ? toCursor({ at: last.createdAt, id: last.productId }) : null };
}
