import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import nodemailer from 'nodemailer';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { isFixed, NOTIFICATION_TYPES } from '@/shared/notification-types';
import { getMailPreview } from './get-mail-preview';
import { MAIL_PREVIEWS } from './mail-previews';
import { addDates, addFooter } from './templates/email-layout';

const TEMPLATES = readdirSync(new URL('./templates', import.meta.url)).filter((file) => /-email\.ts$/.test(file)).map((file) => file.replace(/-email\.ts$/, ''));
const ALL = Object.entries(MAIL_PREVIEWS);
const FOOTER = { about: 'New versions', unsubscribeUrl: 'https://shop.test/unsubscribe/a.b', settingsUrl: 'https://shop.test/settings' };

/** Words as somebody who means harm would write them, among ordinary ones. */
const HARM = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</style><style>*{display:none}', '<!-- footer -->', '--><b>', "' onmouseover='x", '&lt;b&gt;', '\r\nBcc: everyone@example.test', '\n\n--boundary\nContent-Type: text/html', '\u2028Subject: x', '=cmd|calc', '${7*7}', '{{x}}', '\u202egpj.exe', '\u0000', '%0d%0aBcc: x', '=?utf-8?q?=0d=0aBcc:_x?=', 'javascript:alert(1)'];
const words = fc.array(fc.oneof(fc.constantFrom(...HARM), fc.string({ unit: 'grapheme', maxLength: 12 })), { minLength: 1, maxLength: 4 }).map((parts) => `a${parts.join('')}z`);
const tagsOf = (html: string) => Array.from(html.matchAll(/<[^>]*>?/g), ([tag]) => tag);

describe('every mail', () => {
  it('has a preview', () => {
    for (const template of TEMPLATES) expect(ALL.some(([name]) => name === template || name.startsWith(`${template}-`)), template).toBe(true);
  });

  it('is shown with how it is switched off where that can be', () => {
    const env = { NODE_ENV: 'development', DEMO_SIGN_IN: false } as const;
    const offOf = (name: string) => /No more mail about “(.+)”/.exec(getMailPreview({ env }, { name }).text)?.[1];
    const off = Object.fromEntries(ALL.flatMap(([name]): [string, string][] => [[name, offOf(name) ?? '']]).filter(([, about]) => about !== ''));
    expect(off).toMatchObject({ 'price-drop': 'Price drops', 'favorite-version': 'New versions', message: 'Messages', payout: 'Payouts', invitation: 'Invitations' });
    for (const always of ['alarm', 'receipt', 'payout-failed', 'security', 'moderation', 'subscription-ended', 'waiting', 'product']) expect(off, always).not.toHaveProperty(always);
    const choosable = Object.values(NOTIFICATION_TYPES).filter(({ mail }) => !isFixed(mail)).map(({ label }) => label);
    expect(new Set(Object.values(off))).toEqual(new Set(choosable));
  });

  it('is calm, fits a subject line and names one act at most', () => {
    for (const [name, draw] of ALL) {
      const { subject, text, html } = draw((plain) => plain);
      expect(subject.length, name).toBeLessThan(80);
      expect(text, name).not.toContain('!');
      expect(html.match(/class="act"/g)?.length ?? 0, name).toBeLessThanOrEqual(1);
      expect(html, name).toContain('prefers-color-scheme: dark');
    }
  });

  it('writes every date as its reader likes them', () => {
    const on = (timeZone: string) => ALL.map(([name, draw]) => [name, addDates(draw((plain) => plain), { locale: 'ja-JP', timeZone })] as const);
    const east = new Map(on('Pacific/Kiritimati'));
    for (const [name, { subject, text, html }] of on('Pacific/Pago_Pago')) {
      expect(`${subject} ${text} ${html}`, name).not.toMatch(/2026-\d|\d{1,2}:\d{2} UTC|\b(Nov|Dec)|[\ue000\ue001]/);
      expect(text !== east.get(name)?.text, name).toBe(/2026年/.test(text));
    }
    expect([...east.values()].filter(({ text }) => /2026年/.test(text)).length).toBeGreaterThan(12);
  });

  it.each(ALL)('X04: %s has the same markup and one line of subject, whatever somebody calls their things', (_name, draw) => {
    const plain = addFooter(draw((said) => said), FOOTER);
    fc.assert(fc.property(words, (said) => {
      const email = draw(() => said);
      const whole = addFooter(email, FOOTER);
      expect(tagsOf(whole.html)).toEqual(tagsOf(plain.html));
      expect(email.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(whole.html.split(FOOTER.unsubscribeUrl)).toHaveLength(2);
      expect(whole.text.split(FOOTER.unsubscribeUrl)).toHaveLength(2);
    }), { numRuns: 60 });
  });

  it('X04: is sent with our headers and nobody else’s', async () => {
    const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
    const headersOf = async (subject: string, text: string) => {
      const { message } = await transport.sendMail({ from: 'shop@shop.test', to: { name: '', address: 'ida@moberg.test' }, subject, text, messageId: '<eml_1@mail.latchkey>', headers: { 'List-Unsubscribe': `<${FOOTER.unsubscribeUrl}>` } });
      return PostalMime.parse(message as Buffer);
    };
    const draw = MAIL_PREVIEWS['new-version']!;
    const plain = (await headersOf('x', 'y')).headers.map(({ key }) => key).sort();
    await fc.assert(fc.asyncProperty(words, async (said) => {
      const email = draw(() => said);
      const sent = await headersOf(email.subject, email.text);
      expect(sent.headers.map(({ key }) => key).sort()).toEqual(plain);
      expect([sent.to?.length, sent.bcc, sent.messageId]).toEqual([1, undefined, '<eml_1@mail.latchkey>']);
    }), { numRuns: 60 });
  });
});
