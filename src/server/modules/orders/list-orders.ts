import type { Database, Viewer } from '@/server/platform/db';
import { cutSorted, fromSortedCursor } from '@/server/platform/sorted-cursor';
import type { ListOrdersInput, OrderPage } from '@/shared/contracts/orders';
import { toOrderView } from './order.mappers';
import { listBoughtOrders } from './order-views.queries';

/** The orders the viewer bought, in person or as a member of an organization, as they want them or newest first. Row security decides; one statement. */
export async function listOrders(db: Database, { viewer, input }: { viewer: Viewer; input: ListOrdersInput }): Promise<OrderPage> {
  const sort = input.sort ?? 'placed-down';
  const rows = await listBoughtOrders(db.readAs(viewer), { sort, after: fromSortedCursor(sort, input.cursor), limit: input.limit + 1 });
  const { shown, nextCursor } = cutSorted(sort, rows, input.limit);
  return { items: shown.map(toOrderView), nextCursor };
}
