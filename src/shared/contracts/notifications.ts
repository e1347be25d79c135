import { z } from 'zod';
import { NOTIFICATION_TYPES } from '@/shared/notification-types';
import { Cursor } from './cursor';

/** The types of notification; their words and rules are in `shared/notification-types.ts`. */
export const NotificationType = z.enum(Object.keys(NOTIFICATION_TYPES) as [keyof typeof NOTIFICATION_TYPES]);
export type NotificationType = z.infer<typeof NotificationType>;

export interface Notification {
  id: string;
  type: NotificationType;
  title: string;
  body: string;
  /** A path of the shop. */
  href: string;
  createdAt: string;
  readAt: string | null;
}

export const ListNotificationsInput = z.strictObject({ unread: z.boolean().default(false), cursor: Cursor.optional() });
export type ListNotificationsInput = z.infer<typeof ListNotificationsInput>;

export interface NotificationPage {
  notifications: Notification[];
  nextCursor: string | null;
  /** Of all pages. */
  unread: number;
  asOf: string;
}

const NotificationId = z.string().regex(/^ntf_[0-9a-z]{26}$/, 'not the id of a notification');

export const MarkReadInput = z.strictObject({ ids: z.array(NotificationId).min(1).max(100) });
export type MarkReadInput = z.infer<typeof MarkReadInput>;

export const MarkAllReadInput = z.strictObject({
  /** When the page was drawn: what came after it stays unread. */
  until: z.iso.datetime(),
});
export type MarkAllReadInput = z.infer<typeof MarkAllReadInput>;

export interface NotificationPreference {
  type: NotificationType;
  inApp: boolean;
  mail: boolean;
}

export const SetPreferenceInput = z.strictObject({ type: NotificationType, channel: z.enum(['inApp', 'mail']), on: z.boolean() });
export type SetPreferenceInput = z.infer<typeof SetPreferenceInput>;

export const UnsubscriptionInput = z.strictObject({ token: z.string().max(200) });
export type UnsubscriptionInput = z.infer<typeof UnsubscriptionInput>;

/** What a link from a mail switches off, and whether it is off. */
export interface Unsubscription {
  type: NotificationType;
  label: string;
  isOff: boolean;
}

/** A mail's template with fixture data, for whoever writes it. */
export interface MailPreview {
  name: string;
  subject: string;
  text: string;
}
