import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { ListSellerOrdersInput, SellerOrderPage, SellerOrderSummary } from '@/shared/contracts/seller-orders';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { listSellerOrderRows, type SellerOrderRow } from './seller-orders.queries';

function toSummary(row: SellerOrderRow): SellerOrderSummary {
  const { orderId, number, buyerName, paidAt, contents, fulfilment, shipBy, isOverdue, unitsToShip, returnStatus, isDisputed, currency, totalMinor, refundedMinor } = row;
  return {
    orderId, number: orderNumber(number), buyerName, paidAt: paidAt.toISOString(), contents, fulfilment, shipBy: shipBy?.toISOString() ?? null, isOverdue, unitsToShip, returnStatus, isDisputed, currency, totalMinor, refundedMinor,
  };
}

/** Members of a seller see its parts of paid orders: what is to ship by its day, the rest newest first. One statement. Throws NOT_FOUND for others. */
export async function listSellerOrders(db: Database, { viewer, input }: { viewer: Viewer; input: ListSellerOrdersInput }): Promise<SellerOrderPage> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const digits = /^(?:LK-)?(\d{1,15})$/i.exec(input.q)?.[1];
  // Buyers' names are theirs alone under row security; a seller gets those of its own orders.
  const reader = db.readAsService('sellers see who ordered from them');
  const filter = { sellerId, show: input.show, number: digits ? Number(digits) : null, text: input.q, now: clock.now(), after: fromCursor(input.cursor) };
  const rows = await listSellerOrderRows(reader, { ...filter, limit: input.limit + 1 });
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return { items: shown.map(toSummary), nextCursor: last ? toCursor({ at: last.sortAt, id: last.id }) : null };
}
