import { assertSellerMember, type SellerMembership } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { findOwnPlatform, type PlatformRow } from './platforms.queries';

interface Asked {
  viewer: Viewer;
  seller: string;
  platformId: string;
  /** To change it: for owners and admins, and while it is not archived. */
  toChange?: boolean;
}

/**
 * The first line of every verb on a platform: the viewer belongs to the seller, and the platform is the seller's. Throws NOT_FOUND for strangers
 * and for another's platform, FORBIDDEN for members who may not change it, CONFLICT for one that is archived.
 */
export async function assertOwnPlatform(db: Pick<Database, 'readAs'>, { viewer, seller, platformId, toChange = false }: Asked): Promise<{ platform: PlatformRow; membership: SellerMembership }> {
  const membership = await assertSellerMember(db, { viewer, sellerSlug: seller, atLeast: toChange ? 'admin' : 'member' });
  const platform = await findOwnPlatform(db.readAs(viewer), { platformId, sellerId: membership.sellerId });
  if (!platform) throw new AppError('NOT_FOUND', 'You have no such platform.');
  if (toChange && platform.archivedAt) throw new AppError('CONFLICT', 'This platform is archived and is not changed any more.', { reason: 'archived' });
  return { platform, membership };
}
