import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { ListNotificationsInput, NotificationPage } from '@/shared/contracts/notifications';
import { fillMarks } from '@/shared/moment-marks';
import { PLAIN_FORMATS } from '@/shared/moment-text';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { countUnread, listInbox } from './inbox.queries';
import { MOST_UNREAD } from './count-notifications';

const PAGE = 30;

/** Everyone reads their own, newest first; row security shows nobody another's. */
export async function listNotifications(db: Database, { viewer, input }: { viewer: Viewer; input: ListNotificationsInput }): Promise<NotificationPage> {
  const asOf = clock.now().toISOString();
  const [reader, { userId, formats = PLAIN_FORMATS }] = [db.readAs(viewer), viewer];
  const [rows, unread] = await Promise.all([listInbox(reader, { userId, unread: input.unread, after: fromCursor(input.cursor), limit: PAGE + 1 }), countUnread(reader, { userId, most: MOST_UNREAD })]);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    notifications: page.map(({ createdAt, readAt, title, body, ...row }) => ({ ...row, title: fillMarks(title, formats), body: fillMarks(body, formats), createdAt: createdAt.toISOString(), readAt: readAt?.toISOString() ?? null })),
    nextCursor: rows.length > PAGE && last ? toCursor({ at: last.createdAt, id: last.id }) : null,
    unread,
    asOf,
  };
}
