import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { SellerInput } from '@/shared/contracts/sellers';
import type { ShippingRate } from '@/shared/contracts/shipping';
import { findRates } from './shipping.queries';

/** Members of the seller see what it asks for parcels. Throws NOT_FOUND for strangers. */
export async function listShippingRates(db: Database, { viewer, input }: { viewer: Viewer; input: SellerInput }): Promise<ShippingRate[]> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  return findRates(db.readAs(viewer), sellerId);
}
