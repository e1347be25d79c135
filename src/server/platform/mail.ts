import nodemailer from 'nodemailer';
import type { Env } from './env';

/** One message, whole. `messageId` is the same at every attempt. */
export interface MailMessage {
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** Where one POST, without a session, ends mail like this (RFC 8058). */
  unsubscribeUrl?: string;
}

/** Sends mail; rejects when the server does not take it, and the outbox tries again. */
export interface Mailer {
  send(message: MailMessage): Promise<void>;
}

/** A mailer on SMTP_URL. Addresses, subjects and ids are set as fields, so no line break in them becomes a header. */
export function createMailer(env: Pick<Env, 'SMTP_URL' | 'MAIL_FROM'>): Mailer {
  if (!env.SMTP_URL) throw new Error('SMTP_URL is not set; npm start sets it for the mail catcher');
  const transport = nodemailer.createTransport(env.SMTP_URL, { from: env.MAIL_FROM });
  return {
    async send({ to, subject, text, html, messageId, unsubscribeUrl }) {
      const headers: Record<string, string> = unsubscribeUrl === undefined ? {} : { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
      await transport.sendMail({ to: { name: '', address: to }, subject, text, html, messageId, headers });
    },
  };
}
