import type { Database, Viewer } from '@/server/platform/db';
import type { ListWebhookEventsInput, WebhookEventPage } from '@/shared/contracts/admin-webhooks';
import { AppError } from '@/shared/errors';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { findInboxFacets, listEvents } from './inbox.queries';
import { toInboxFilter } from './to-inbox-filter';
import { toWebhookEventView } from './webhooks.mappers';

/** The inbox, newest first, for admins; without the payloads. One statement for the list, one for what it can be filtered by. */
export async function listWebhookEvents(db: Database, { viewer, input }: { viewer: Viewer; input: ListWebhookEventsInput }): Promise<WebhookEventPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const reader = db.readAsService('admins see the inbox');
  const [rows, facets] = await Promise.all([listEvents(reader, { ...toInboxFilter(input), after: fromCursor(input.cursor), limit: input.limit + 1 }), findInboxFacets(reader)]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return { items: page.map(toWebhookEventView), nextCursor: rows.length > input.limit && last ? toCursor({ at: last.receivedAt, id: last.id }) : null, ...facets };
}
