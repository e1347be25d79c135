import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { findUnsentEmail, markEmailSent, noteEmailFailure } from './notifications.queries';

const REASON = 'the outbox belongs to nobody who is signed in';

/**
 * Sends one message of the outbox; a sent one is left alone. Rejects when the mail server refuses, and the queue tries again. A crash between
 * the server's yes and our mark sends it twice under one Message-ID, which mailboxes fold.
 */
export async function sendEmail({ db, mailer }: Pick<Platform, 'db' | 'mailer'>, { emailId }: { emailId: string }): Promise<void> {
  const email = await findUnsentEmail(db.readAsService(REASON), emailId);
  if (!email) return;
  try {
    await mailer.send(email);
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    await db.asService(REASON, (tx) => noteEmailFailure(tx, { emailId, error: message }));
    throw error;
  }
  await db.asService(REASON, (tx) => markEmailSent(tx, { emailId, at: clock.now() }));
}
