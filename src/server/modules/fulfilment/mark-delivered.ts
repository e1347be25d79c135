import { noteFulfilment } from '@/server/modules/orders/note-fulfilment';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ShipmentIdInput } from '@/shared/contracts/fulfilment';
import { AppError } from '@/shared/errors';
import { markShipmentDelivered } from './shipments.queries';

/** A seller notes that a parcel has arrived. Repeating it keeps the first time. Throws NOT_FOUND for other sellers' parcels. */
export async function markDelivered({ db }: Pick<Platform, 'db'>, { viewer, input }: { viewer: Viewer; input: ShipmentIdInput }): Promise<void> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  await db.asService('parcels are written by the service alone', async (tx) => {
    const at = clock.now();
    const orderId = await markShipmentDelivered(tx, { shipmentId: input.shipmentId, sellerId, at });
    if (!orderId) throw new AppError('NOT_FOUND', 'There is no such parcel.');
    await noteFulfilment(tx, { orderId, at });
  });
}
