import type { Database, Viewer } from '@/server/platform/db';
import type { ListOrdersInput, OrderPage } from '@/shared/contracts/orders';
import { fromCursor } from '@/shared/keyset-cursor';
import { toOrderView, toPage } from './order.mappers';
import { listBoughtOrders } from './order-views.queries';

/** The orders the viewer bought, in person or as a member of an organization, newest first. Row security decides; one statement. */
export async function listOrders(db: Database, { viewer, input }: { viewer: Viewer; input: ListOrdersInput }): Promise<OrderPage> {
  const rows = await listBoughtOrders(db.readAs(viewer), { after: fromCursor(input.cursor), limit: input.limit + 1 });
  const page = toPage(rows, input.limit);
  return { items: page.rows.map(toOrderView), nextCursor: page.nextCursor };
}
