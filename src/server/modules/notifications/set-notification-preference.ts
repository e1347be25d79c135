import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { SetPreferenceInput } from '@/shared/contracts/notifications';
import { AppError } from '@/shared/errors';
import { isFixed, NOTIFICATION_TYPES } from '@/shared/notification-types';
import { chooseInApp, chooseMail } from './preferences.queries';

/** Everyone chooses for themselves. Throws CONFLICT for what nobody may choose. May be repeated. */
export async function setNotificationPreference(db: Database, viewer: Viewer, { type, channel, on }: SetPreferenceInput): Promise<void> {
  const { label, ...rules } = NOTIFICATION_TYPES[type];
  if (isFixed(rules[channel])) throw new AppError('CONFLICT', rules[channel] === 'none' ? `${label} do not come this way.` : `${label} always come this way: they are a record you need.`, { reason: 'fixed' });
  const choice = { userId: viewer.userId, type, on, at: clock.now() };
  await db.asUser(viewer, (tx) => (channel === 'mail' ? chooseMail(tx, choice) : chooseInApp(tx, choice)));
}
