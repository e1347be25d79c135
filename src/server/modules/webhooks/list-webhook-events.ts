import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import type { Database, Viewer } from '@/server/platform/db';
import type { ListWebhookEventsInput, WebhookEventPage, WebhookEventView } from '@/shared/contracts/orders';
import { AppError } from '@/shared/errors';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { listEvents, type WebhookEventRow } from './webhooks.queries';

function toWebhookEventView({ orderNumber: number, receivedAt, processedAt, ...row }: WebhookEventRow): WebhookEventView {
  return { ...row, orderNumber: number === null ? null : orderNumber(number), receivedAt: receivedAt.toISOString(), processedAt: processedAt?.toISOString() ?? null };
}

/** The inbox, newest first, for admins. Without the payloads: they hold buyers' data nobody needs to look at. One statement. */
export async function listWebhookEvents(db: Database, { viewer, input }: { viewer: Viewer; input: ListWebhookEventsInput }): Promise<WebhookEventPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const rows = await listEvents(db.readAsService('admins see the inbox'), { statuses: input.statuses, after: fromCursor(input.cursor), limit: input.limit + 1 });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return { items: page.map(toWebhookEventView), nextCursor: rows.length > input.limit && last ? toCursor({ at: last.receivedAt, id: last.id }) : null };
}
