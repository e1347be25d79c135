import type { Database, Viewer } from '@/server/platform/db';
import type { AdminOrderPage, ListAllOrdersInput } from '@/shared/contracts/orders';
import { AppError } from '@/shared/errors';
import { fromCursor } from '@/shared/keyset-cursor';
import { toAdminOrderView, toPage } from './order.mappers';
import { listAllOrders as findAllOrders } from './order-views.queries';

/** Everyone's orders, newest first, for admins; found by number, id or the beginning of the buyer's address. One statement. */
export async function listAllOrders(db: Database, { viewer, input }: { viewer: Viewer; input: ListAllOrdersInput }): Promise<AdminOrderPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const digits = /^(?:LK-)?(\d{1,15})$/i.exec(input.q)?.[1];
  const filter = { statuses: input.statuses, number: digits ? Number(digits) : null, text: input.q, after: fromCursor(input.cursor), limit: input.limit + 1 };
  const page = toPage(await findAllOrders(db.readAsService('admins see all orders'), filter), input.limit);
  return { items: page.rows.map(toAdminOrderView), nextCursor: page.nextCursor };
}
