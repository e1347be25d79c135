import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { NOTIFICATION_TYPES, type NotificationType } from '@/shared/notification-types';

/** What a link switches off, and whose: a person's, or an address's that has no account. The address itself is not in it. */
export type MailChoice = { type: NotificationType } & ({ userId: string } | { addressHash: string });

const FORM = /^([a-z_]{1,40})\.(u|a)\.([0-9a-f-]{36}|[0-9a-f]{64})\.([\w-]{32})$/;

/** 192 bits: the link is in every mail, and lives as long as the mail. */
const sign = (said: string, secret: string) => createHmac('sha256', secret).update(`unsubscribe:${said}`).digest('base64url').slice(0, 32);

/** As the database keeps an address that wants to be left in peace. */
export function hashAddress(address: string): string {
  return createHash('sha256').update(address.toLowerCase()).digest('hex');
}

/** The same choice gives the same token, which does not end: an old mail's link works. */
export function toUnsubscribeToken(choice: MailChoice, secret: string): string {
  const said = 'userId' in choice ? `${choice.type}.u.${choice.userId}` : `${choice.type}.a.${choice.addressHash}`;
  return `${said}.${sign(said, secret)}`;
}

const isType = (text: string): text is NotificationType => Object.hasOwn(NOTIFICATION_TYPES, text);

/** Reads what `toUnsubscribeToken` wrote with this secret; undefined for anything else. */
export function readUnsubscribeToken(token: string, secret: string): MailChoice | undefined {
  const [, type = '', whose, id = '', given = ''] = FORM.exec(token) ?? [];
  if (!isType(type)) return undefined;
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(sign(`${type}.${String(whose)}.${id}`, secret)))) return undefined;
  return whose === 'u' ? { type, userId: id } : { type, addressHash: id };
}
