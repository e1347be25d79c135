import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import { cutSorted, fromSortedCursor } from '@/server/platform/sorted-cursor';
import { PRODUCT_STATUSES, type ListOwnProductsInput, type OwnProductPage, type OwnProductSummary, type ProductStatus } from '@/shared/contracts/publishing';
import { toProductImageView } from '@/shared/image-address';
import { countByStatus, listOwnProductRows, type OwnProductRow } from './lists.queries';

/** A seller's products as its members see them, as they want them or newest first, with how many stand where. Throws NOT_FOUND. */
export async function listOwnProducts(db: Database, { viewer, input }: { viewer: Viewer; input: ListOwnProductsInput }): Promise<OwnProductPage> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const reader = db.readAs(viewer);
  const order = input.sort ?? 'newest';
  const [rows, counted] = await Promise.all([
    listOwnProductRows(reader, { sellerId, statuses: input.statuses, order, after: fromSortedCursor(order, input.cursor), limit: input.limit + 1 }),
    countByStatus(reader, sellerId),
  ]);
  const { shown, nextCursor } = cutSorted(order, rows, input.limit);
  const countOf = (status: ProductStatus) => counted.find((each) => each.status === status)?.count ?? 0;
  return {
    items: shown.map(toSummary),
    nextCursor,
    // Every status is counted, as the contract says; Object.fromEntries forgets the keys.
    counts: Object.fromEntries(PRODUCT_STATUSES.map((status) => [status, countOf(status)])) as OwnProductPage['counts'],
  };
}

function toSummary({ id, slug, title, kind, type, status, image, priceMinor, currency, onHand, variantCount, latestVersion, updatedAt }: OwnProductRow): OwnProductSummary {
  return { id, slug, title, kind, type, status, image: image && toProductImageView(image), priceMinor, currency, onHand, variantCount, latestVersion, updatedAt: updatedAt.toISOString() };
}
