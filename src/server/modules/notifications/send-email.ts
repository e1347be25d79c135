import { clock } from '@/server/platform/clock';
import type { MailMessage } from '@/server/platform/mail';
import type { Platform } from '@/server/platform/platform';
import { NOTIFICATION_TYPES } from '@/shared/notification-types';
import { findUnsentEmail, markEmailSent, noteEmailFailure, type UnsentEmail } from './notifications.queries';
import { addDates, addFooter } from './templates/email-layout';
import { hashAddress, toUnsubscribeToken } from './unsubscribe-token';

const REASON = 'the outbox belongs to nobody who is signed in';

/**
 * Sends one message of the outbox, with its dates as its person likes them by now; a sent one is left alone. One that can be switched off carries
 * the link for it, in sight and as the headers of RFC 8058, by which mail programs offer it as one click. Rejects when the mail server refuses, and
 * the queue tries again. A crash between the server's yes and our mark sends it twice under one Message-ID, which mailboxes fold.
 */
export async function sendEmail({ db, mailer, env }: Pick<Platform, 'db' | 'mailer' | 'env'>, { emailId }: { emailId: string }): Promise<void> {
  const email = await findUnsentEmail(db.readAsService(REASON), emailId);
  if (!email) return;
  try {
    await mailer.send(toMessage(email, { publicUrl: env.PUBLIC_URL, secret: env.NEXTAUTH_SECRET }));
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    await db.asService(REASON, (tx) => noteEmailFailure(tx, { emailId, error: message }));
    throw error;
  }
  await db.asService(REASON, (tx) => markEmailSent(tx, { emailId, at: clock.now() }));
}

function toMessage({ topic, userId, locale, timeZone, ...written }: UnsentEmail, { publicUrl, secret }: { publicUrl: string; secret: string }): MailMessage {
  const email = { ...written, ...addDates(written, { locale, timeZone }) };
  if (topic === null) return { ...email, ...addFooter(email, null) };
  const token = toUnsubscribeToken(userId === null ? { type: topic, addressHash: hashAddress(email.to) } : { type: topic, userId }, secret);
  const footer = { about: NOTIFICATION_TYPES[topic].label, unsubscribeUrl: `${publicUrl}/unsubscribe/${token}`, settingsUrl: userId === null ? null : `${publicUrl}/account/notifications/settings` };
  return { ...email, ...addFooter(email, footer), unsubscribeUrl: `${publicUrl}/api/unsubscribe/${token}` };
}
