import type { Database, Viewer } from '@/server/platform/db';
import type { OrderView } from '@/shared/contracts/orders';
import { AppError } from '@/shared/errors';
import { toOrderView } from './order.mappers';
import { findBoughtOrder } from './order-views.queries';

/** An order the viewer bought, in person or as a member of an organization. Throws NOT_FOUND for every other, also those the viewer sold. */
export async function getOrder(db: Database, { viewer, orderId }: { viewer: Viewer; orderId: string }): Promise<OrderView> {
  const row = await findBoughtOrder(db.readAs(viewer), orderId);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such order.');
  return toOrderView(row);
}
