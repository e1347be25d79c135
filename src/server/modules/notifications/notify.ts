import { tellLive } from '@/server/modules/live/tell-live';
import type { ServiceTx } from '@/server/platform/db';
import type { KeyedJob } from '@/server/platform/queue';
import { newId } from '@/shared/ids';
import { isFixed, isOnAtFirst, NOTIFICATION_TYPES, type NotificationType } from '@/shared/notification-types';
import { insertNotifications, type Recipients } from './notify.queries';
import type { RenderedEmail } from './templates/email-layout';
import { toLine } from './to-line';

export interface Notice {
  /** Closed accounts are told nothing but what their person bought. */
  to: Recipients;
  type: NotificationType;
  /** Plain text: what happened, on one line. */
  title: string;
  body?: string;
  /** A path of the shop: where the thing is. */
  href: `/${string}`;
  /** Names the cause (`shipped:shp_…`): one cause, one notification and one message to each, however often it is told. */
  dedupeKey: string;
  /** The message, for those who want mail of this type. `kind` is what the outbox calls it. */
  email?: RenderedEmail & { kind?: string };
  at: Date;
}

/** As many owners and admins as an organization may have. */
const MOST_OF_A_GROUP = 200;
const TITLE_LENGTH = 300;
const BODY_LENGTH = 600;

/**
 * For verbs that have checked who may. Tells people of something: a row in their inbox, word to their open pages, and a message in the outbox, each by what
 * they chose for this type; all of it if and only if `tx` commits, and repeating it changes nothing. Jobs `beside` are enqueued with it in any case. One
 * statement, which waits for nobody; open pages are told by the transaction's last one (`tellLive`).
 */
export async function notify(tx: ServiceTx, notice: Notice, { beside = [] }: { beside?: readonly KeyedJob[] } = {}): Promise<void> {
  const { to, type, title, body = '', href, dedupeKey, email, at } = notice;
  const most = mostOf(to);
  const { inApp, mail } = NOTIFICATION_TYPES[type];
  const userIds = await insertNotifications(tx, {
    to, type, title: toLine(title, TITLE_LENGTH), body: toLine(body, BODY_LENGTH), href, dedupeKey, at, beside,
    inApp: { isOn: isOnAtFirst(inApp), isFixed: isFixed(inApp) },
    ids: Array.from({ length: most }, () => newId('notification', at.getTime())),
    mail: email ? { ...toMail(email, { type, most }), isOn: isOnAtFirst(mail), isFixed: isFixed(mail) } : null,
  });
  tellLive(tx, { userIds, kind: 'notification', ref: type, at });
}

function mostOf(to: Recipients): number {
  if ('userIds' in to) return to.userIds.length;
  const isOnePerson = 'userId' in to || ('buyerUserId' in to && to.organizationId === null);
  return isOnePerson ? 1 : MOST_OF_A_GROUP;
}

function toMail({ kind, subject, text, html }: NonNullable<Notice['email']>, { type, most }: { type: NotificationType; most: number }) {
  const ids = Array.from({ length: most }, () => newId('email'));
  const topic = isFixed(NOTIFICATION_TYPES[type].mail) ? null : type;
  return { kind: kind ?? type.replaceAll('_', '-'), subject, text, html, ids, messageIds: ids.map((id) => `<${id}@mail.latchkey>`), topic };
}
