import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { SellerDuties } from '@/shared/contracts/sellers';
import { assertSellerMember } from './assert-seller-member';
import { findSellerDuties } from './sellers-own.queries';

/** What waits for a seller, for its members. Throws NOT_FOUND for everyone else. */
export async function getSellerDuties(db: Database, { viewer, sellerSlug }: { viewer: Viewer; sellerSlug: string }): Promise<SellerDuties> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug });
  const duties = await findSellerDuties(db.readAs(viewer), { sellerId, now: clock.now() });
  if (!duties) throw new Error('a count has one row');
  return { ...duties, nextShipBy: duties.nextShipBy?.toISOString() ?? null };
}
