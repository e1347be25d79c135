import type { Database, Viewer } from '@/server/platform/db';
import type { OrderDetail } from '@/shared/contracts/orders';
import { AppError } from '@/shared/errors';
import { toOrderView } from './order.mappers';
import { findOrderHistory, type OrderHistory } from './order-detail.queries';
import { findBoughtOrder } from './order-views.queries';
import { toTimeline } from './to-timeline';

function toAddress(address: OrderHistory['address']): OrderDetail['address'] {
  if (!address) return null;
  const { name, line1, line2, city, region, postalCode, country } = address;
  return { name, lines: [line1, line2, [postalCode, city].filter(Boolean).join(' '), region].filter(Boolean), country };
}

/** An order the viewer bought, with all that happened to it: parcels, returns, refunds, disputes. Two statements. Throws NOT_FOUND for every other. */
export async function getOrderDetail(db: Database, { viewer, orderId }: { viewer: Viewer; orderId: string }): Promise<OrderDetail> {
  const reader = db.readAs(viewer);
  const [row, history] = await Promise.all([findBoughtOrder(reader, orderId), findOrderHistory(reader, orderId)]);
  if (!row || !history) throw new AppError('NOT_FOUND', 'There is no such order.');
  const order = toOrderView(row);
  const closedAt = row.closedAt?.toISOString() ?? null;
  return { ...order, parts: history.parts, address: toAddress(history.address), isBuyer: history.isBuyer, mayGiveUp: order.status === 'pending' && (history.isBuyer || history.isPlacer), timeline: toTimeline({ ...order, closedAt }, history) };
}
