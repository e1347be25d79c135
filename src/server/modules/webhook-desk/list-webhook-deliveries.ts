import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import type { Database, Viewer } from '@/server/platform/db';
import type { ListWebhookDeliveriesInput, WebhookDeliveryPage } from '@/shared/contracts/webhook-endpoints';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { listDeliveries } from './deliveries.queries';
import { toDeliveryView } from './to-delivery-view';

/** Members see the deliveries of one world, of one endpoint or all, newest first. Throws NOT_FOUND for strangers. */
export async function listWebhookDeliveries(db: Database, { viewer, input }: { viewer: Viewer; input: ListWebhookDeliveriesInput }): Promise<WebhookDeliveryPage> {
  await assertOwnPlatform(db, { viewer, ...input });
  const { platformId, mode, endpointId = null, status = null, cursor, limit } = input;
  const rows = await listDeliveries(db.readAs(viewer), { platformId, mode, endpointId, status, after: fromCursor(cursor), limit: limit + 1 });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(toDeliveryView), nextCursor: rows.length > limit && last ? toCursor({ at: last.createdAt, id: last.id }) : null };
}
