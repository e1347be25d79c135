import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { PLAIN_FORMATS, type Formats } from '@/shared/moment-text';
import { NOTIFICATION_TYPES } from '@/shared/notification-types';
import { assertDeveloping } from './assert-developing';
import { MAIL_PREVIEWS, PREVIEW_TOPICS } from './mail-previews';
import { addDates, addFooter, type RenderedEmail } from './templates/email-layout';

const LINKS = { unsubscribeUrl: 'https://shop.example/unsubscribe/token', settingsUrl: 'https://shop.example/account/notifications/settings' };

/** A template as it would be sent to somebody who likes dates so, with the footer of what can be switched off below those. Throws NOT_FOUND for one that is not there. */
export function getMailPreview({ env }: { env: Pick<Platform['env'], 'NODE_ENV' | 'DEMO_SIGN_IN'> }, { name, formats = PLAIN_FORMATS }: { name: string; formats?: Formats | undefined }): RenderedEmail {
  assertDeveloping(env);
  const draw = Object.hasOwn(MAIL_PREVIEWS, name) ? MAIL_PREVIEWS[name] : undefined;
  if (!draw) throw new AppError('NOT_FOUND', 'There is no such mail.');
  const email = addDates(draw((words) => words), formats);
  const topic = PREVIEW_TOPICS[name];
  return { ...email, ...addFooter(email, topic ? { about: NOTIFICATION_TYPES[topic].label, ...LINKS } : null) };
}
