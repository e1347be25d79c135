import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { BundleCandidate } from '@/shared/contracts/publishing';
import { findBundleCandidates } from './bundles.queries';

/** What a member may put into a bundle of the seller's, by title. Throws NOT_FOUND. */
export async function listBundleCandidates(db: Database, { viewer, seller }: { viewer: Viewer; seller: string }): Promise<BundleCandidate[]> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: seller });
  return findBundleCandidates(db.readAs(viewer), sellerId);
}
