import type { Database, Viewer } from '@/server/platform/db';
import type { NotificationPreference } from '@/shared/contracts/notifications';
import { isFixed, isOnAtFirst, NOTIFICATION_TYPES, type ChannelRule, type NotificationType } from '@/shared/notification-types';
import { listPreferences } from './preferences.queries';

const stateOf = (rule: ChannelRule, chosen: boolean | null | undefined) => (isFixed(rule) ? rule === 'always' : (chosen ?? isOnAtFirst(rule)));

/** Everyone sees their own: for each type what is on, chosen or as it is at first. What only admins are told, only they see. */
export async function listNotificationPreferences(db: Database, viewer: Viewer): Promise<NotificationPreference[]> {
  const chosen = new Map((await listPreferences(db.readAs(viewer), viewer.userId)).map((row) => [row.type, row]));
  // The record's own keys, which Object.keys widens.
  const types = (Object.keys(NOTIFICATION_TYPES) as NotificationType[]).filter((type) => viewer.role === 'admin' || NOTIFICATION_TYPES[type].group !== 'shop');
  return types.map((type) => {
    const { inApp, mail } = NOTIFICATION_TYPES[type];
    return { type, inApp: stateOf(inApp, chosen.get(type)?.inApp), mail: stateOf(mail, chosen.get(type)?.mail) };
  });
}
