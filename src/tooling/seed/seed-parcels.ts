import { getSellerOrder } from '@/server/modules/fulfilment/get-seller-order';
import { listSellerOrders } from '@/server/modules/fulfilment/list-seller-orders';
import { markDelivered } from '@/server/modules/fulfilment/mark-delivered';
import { shipItems } from '@/server/modules/fulfilment/ship-items';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { clock } from '@/server/platform/clock';
import { DAY_MS } from '@/shared/time';
import { onDay } from './on-day';
import type { DemoStripe } from './with-stripe';

/** A day after its order, and days on the way. */
const SENT_AFTER = 1;
const UNDER_WAY = 4;

interface Sender {
  viewer: Viewer;
  seller: string;
  /** Of demo people; nobody else's orders are touched. */
  orderIds: readonly string[];
  stripe: DemoStripe;
}

/** Has a demo seller send what demo people ordered long enough ago for it to have arrived by now. What is newer waits to be sent. */
export async function seedParcels(platform: Platform, { viewer, seller, orderIds, stripe }: Sender): Promise<void> {
  if (orderIds.length === 0) return;
  const { items } = await listSellerOrders(platform.db, { viewer, input: { seller, show: 'to_ship', q: '', limit: 50 } });
  for (const { orderId, paidAt } of items) {
    const daysAgo = Math.floor((clock.now().getTime() - new Date(paidAt).getTime()) / DAY_MS);
    if (daysAgo <= UNDER_WAY || !orderIds.includes(orderId)) continue;
    const order = await getSellerOrder(platform.db, { viewer, input: { seller, orderId } });
    const units = order.items.filter(({ kind }) => kind === 'physical').map(({ id, quantity }) => ({ itemId: id, quantity }));
    const { shipmentId } = await onDay({ daysAgo: daysAgo - SENT_AFTER, stripe }, () => shipItems(platform, { viewer, input: { seller, orderId, items: units, carrier: 'Nordic post', trackingNumber: '' } }));
    await onDay({ daysAgo: daysAgo - UNDER_WAY, stripe }, () => markDelivered(platform, { viewer, input: { seller, shipmentId } }));
  }
}
