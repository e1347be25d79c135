import type { Platform } from '@/server/platform/platform';
import type { MailPreview } from '@/shared/contracts/notifications';
import type { Formats } from '@/shared/moment-text';
import { assertDeveloping } from './assert-developing';
import { getMailPreview } from './get-mail-preview';
import { MAIL_PREVIEWS } from './mail-previews';

/** Every template with fixture data, by name, as it would be sent to somebody who likes dates so. Throws NOT_FOUND where nobody develops. */
export function listMailPreviews(parts: Pick<Platform, 'env'>, formats?: Formats): MailPreview[] {
  assertDeveloping(parts.env);
  return Object.keys(MAIL_PREVIEWS).sort().map((name) => {
    const { subject, text } = getMailPreview(parts, { name, formats });
    return { name, subject, text };
  });
}
