import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { assertDeveloping } from './assert-developing';
import { MAIL_PREVIEWS } from './mail-previews';
import { addFooter, type RenderedEmail } from './templates/email-layout';

const FOOTER = { about: 'New versions', unsubscribeUrl: 'https://shop.example/unsubscribe/token', settingsUrl: 'https://shop.example/account/notifications/settings' };

/** A template as it would be sent, with the footer of what can be switched off. Throws NOT_FOUND for one that is not there. */
export function getMailPreview({ env }: Pick<Platform, 'env'>, name: string): RenderedEmail {
  assertDeveloping(env);
  const draw = Object.hasOwn(MAIL_PREVIEWS, name) ? MAIL_PREVIEWS[name] : undefined;
  if (!draw) throw new AppError('NOT_FOUND', 'There is no such mail.');
  const email = draw((words) => words);
  return { ...email, ...addFooter(email, FOOTER) };
}
