import type { Platform } from '@/server/platform/platform';
import type { MailPreview } from '@/shared/contracts/notifications';
import { assertDeveloping } from './assert-developing';
import { getMailPreview } from './get-mail-preview';
import { MAIL_PREVIEWS } from './mail-previews';

/** Every template with fixture data, by name. Throws NOT_FOUND where nobody develops. */
export function listMailPreviews(parts: Pick<Platform, 'env'>): MailPreview[] {
  assertDeveloping(parts.env);
  return Object.keys(MAIL_PREVIEWS).sort().map((name) => {
    const { subject, text } = getMailPreview(parts, name);
    return { name, subject, text };
  });
}
