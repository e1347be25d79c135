import { notify } from '@/server/modules/notifications/notify';
import { toShippedEmail } from '@/server/modules/notifications/templates/shipped-email';
import { noteFulfilment } from '@/server/modules/orders/note-fulfilment';
import { takeToShip } from '@/server/modules/orders/take-to-ship';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { ServiceTx, Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ShipItemsInput } from '@/shared/contracts/fulfilment';
import { newId } from '@/shared/ids';
import { insertShipment } from './shipments.queries';

const REASON = 'parcels are written by the service alone';

/**
 * A seller sends a parcel with some of what was ordered, and the buyer is told where it is. Any number of parcels per order, each unit in one.
 * Throws NOT_FOUND for orders that are not the seller's, CONFLICT for units that are shipped, canceled, given back or not paid.
 */
export async function shipItems({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, input }: { viewer: Viewer; input: ShipItemsInput }): Promise<{ shipmentId: string }> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  return db.asService(REASON, (tx) => write(tx, { input, sellerId, userId: viewer.userId, publicUrl: env.PUBLIC_URL }));
}

interface Parcel {
  input: ShipItemsInput;
  sellerId: string;
  userId: string;
  publicUrl: string;
}

async function write(tx: ServiceTx, { input, sellerId, userId, publicUrl }: Parcel): Promise<{ shipmentId: string }> {
  const at = clock.now();
  const { order, items } = await takeToShip(tx, { orderId: input.orderId, sellerId, units: input.items });
  const shipmentId = newId('shipment', at.getTime());
  const { carrier, trackingNumber, trackingUrl = null } = input;
  await insertShipment(tx, { id: shipmentId, orderId: order.id, sellerId, carrier, trackingNumber, trackingUrl, userId, units: input.items, at });
  // The units were counted before their parcel was there; without it the order would seem delivered.
  await noteFulfilment(tx, { orderId: order.id, at });
  const sent = items.map(({ item, quantity }) => ({ title: item.title, variantTitle: item.variantTitle, quantity }));
  const email = toShippedEmail({ number: order.number, sellerName: items[0]?.item.sellerName ?? '', carrier, trackingNumber, trackingUrl, items: sent, orderUrl: `${publicUrl}/account/orders/${order.id}` });
  await notify(tx, { to: { buyerUserId: order.buyerUserId, organizationId: order.organizationId }, type: 'shipped', title: email.subject, body: sent.map(({ title, quantity }) => `${quantity} × ${title}`).join(', '), href: `/account/orders/${order.id}`, dedupeKey: `shipped:${shipmentId}`, email, at });
  return { shipmentId };
}
