import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import { cutSorted, fromSortedCursor } from '@/server/platform/sorted-cursor';
import type { ListSellerOrdersInput, SellerOrderPage, SellerOrderSummary } from '@/shared/contracts/seller-orders';
import { listSellerOrderRows, type SellerOrderOrder, type SellerOrderRow } from './seller-orders.queries';

function toSummary(row: SellerOrderRow): SellerOrderSummary {
  const { orderId, number, buyerName, paidAt, contents, fulfilment, shipBy, isOverdue, unitsToShip, returnStatus, isDisputed, currency, totalMinor, refundedMinor } = row;
  return {
    orderId, number: orderNumber(number), buyerName, paidAt: paidAt.toISOString(), contents, fulfilment, shipBy: shipBy?.toISOString() ?? null, isOverdue, unitsToShip, returnStatus, isDisputed, currency, totalMinor, refundedMinor,
  };
}

/** Members of a seller see its parts of paid orders: as they want them, or what is to ship by its day and the rest newest first. One statement. Throws NOT_FOUND for others. */
export async function listSellerOrders(db: Database, { viewer, input }: { viewer: Viewer; input: ListSellerOrdersInput }): Promise<SellerOrderPage> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const digits = /^(?:LK-)?(\d{1,15})$/i.exec(input.q)?.[1];
  // Buyers' names are theirs alone under row security; a seller gets those of its own orders.
  const reader = db.readAsService('sellers see who ordered from them');
  const order: SellerOrderOrder = input.sort ?? (input.show === 'to_ship' || input.show === 'partly_shipped' ? 'due' : 'newest');
  const filter = { sellerId, show: input.show, number: digits ? Number(digits) : null, text: input.q, now: clock.now(), order, after: fromSortedCursor(order, input.cursor) };
  const rows = await listSellerOrderRows(reader, { ...filter, limit: input.limit + 1 });
  const { shown, nextCursor } = cutSorted(order, rows, input.limit);
  return { items: shown.map(toSummary), nextCursor };
}
