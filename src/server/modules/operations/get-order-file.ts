import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import type { Database, Viewer } from '@/server/platform/db';
import type { OrderFile } from '@/shared/contracts/admin-order-file';
import { AppError } from '@/shared/errors';
import { findOrderHead, listOfOrder } from './order-file.queries';

/** Everything about one order, for admins: what was sold, how the money went, what Stripe said, what was written to whom. Throws NOT_FOUND. One statement per panel. */
export async function getOrderFile(db: Database, { viewer, orderId }: { viewer: Viewer; orderId: string }): Promise<OrderFile> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const reader = db.readAsService('admins see the whole of an order');
  const head = await findOrderHead(reader, orderId);
  if (!head) throw new AppError('NOT_FOUND', 'There is no such order.');
  // In two turns, so that one page does not take every connection.
  const [items, parts, payments, refunds, disputes, shipments] = await Promise.all([
    listOfOrder(reader, 'items', orderId), listOfOrder(reader, 'parts', orderId), listOfOrder(reader, 'payments', orderId),
    listOfOrder(reader, 'refunds', orderId), listOfOrder(reader, 'disputes', orderId), listOfOrder(reader, 'shipments', orderId),
  ]);
  const [reservations, transfers, entries, keys, events, mails] = await Promise.all([
    listOfOrder(reader, 'reservations', orderId), listOfOrder(reader, 'transfers', orderId), listOfOrder(reader, 'entries', orderId),
    listOfOrder(reader, 'keys', orderId), listOfOrder(reader, 'events', orderId), listOfOrder(reader, 'mails', orderId),
  ]);
  return { ...head, number: orderNumber(head.number), items, parts, payments, refunds, disputes, shipments, reservations, transfers, entries, keys, events, mails };
}
