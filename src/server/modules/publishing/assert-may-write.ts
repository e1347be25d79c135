import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { SellerLifecycle } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';

/** The same set as app.writing_seller_ids(). */
const WRITING: ReadonlySet<SellerLifecycle> = new Set(['approved', 'active']);

/**
 * The first line of every verb that writes products: the viewer belongs to the seller, and the seller may still write. Throws NOT_FOUND for strangers and CONFLICT for a seller
 * that is not approved yet, suspended or closed.
 */
export async function assertMayWrite(db: Pick<Database, 'readAs'>, { viewer, sellerSlug }: { viewer: Viewer; sellerSlug: string }): Promise<{ sellerId: string; lifecycle: SellerLifecycle }> {
  const { sellerId, lifecycle } = await assertSellerMember(db, { viewer, sellerSlug });
  if (!WRITING.has(lifecycle)) throw new AppError('CONFLICT', lifecycle === 'applied' ? 'Products can be written once the shop has approved you.' : `This seller is ${lifecycle}: what it has stays as it is.`, { reason: 'seller' });
  return { sellerId, lifecycle };
}
