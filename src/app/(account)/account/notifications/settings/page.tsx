import type { Metadata } from 'next';
import { requireViewer } from '@/app/require-viewer';
import { AccountFrame } from '../../account-frame';
import { NotificationTabs } from '../notification-tabs';
import { PreferenceList } from './preference-list';

export const metadata: Metadata = { title: 'Notification settings' };

/** What the viewer is told, and how. */
export default async function NotificationSettingsPage() {
  const { api } = await requireViewer('/account/notifications/settings');
  const [preferences, { unread }, profile] = await Promise.all([api.notifications.preferences(), api.notifications.count(), api.account.profile()]);
  return (
    <AccountFrame current="/account/notifications">
      <h1 className="d3">Notifications</h1>
      <div className="mt-4"><NotificationTabs current="settings" unread={unread} /></div>
      <p className="mt-6 text-ink-2 max-w-[60ch]">Mail goes to <span className="text-ink break-words">{profile.email}</span>. What is always sent is a record of your money or of who may sign in as you.</p>
      <PreferenceList preferences={preferences} />
    </AccountFrame>
  );
}
