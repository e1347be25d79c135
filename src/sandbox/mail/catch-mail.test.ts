import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import nodemailer from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MailCatcher } from '@/sandbox/mail/catch-mail';
import { catchMail } from '@/sandbox/mail/catch-mail';
import type { CaughtMessage } from '@/sandbox/mail/mailbox';

let dir: string;
let mail: MailCatcher;

beforeEach(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'latchkey mail '));
  mail = await catchMail({ smtpPort: 0, webPort: 0, dir });
});

afterEach(async () => {
  await mail.stop();
  fs.rmSync(dir, { recursive: true, force: true });
});

async function send(message: nodemailer.SendMailOptions): Promise<void> {
  const transport = nodemailer.createTransport(mail.smtpUrl);
  await transport.sendMail({ from: 'Shop <shop@example.test>', text: 'Your code is 123456.', ...message });
  transport.close();
}

async function list(query = ''): Promise<CaughtMessage[]> {
  const answer = await fetch(`${mail.inboxUrl}/api/messages${query}`);
  return (await answer.json()) as CaughtMessage[];
}

test('a message is listed for its receiver only, whole, newest first', async () => {
  await send({ to: 'a@example.test', subject: 'First', html: '<p>Your code is <b>123456</b>.</p>' });
  await send({ to: ['a@example.test', 'B@example.test'], subject: 'Zweite Nachricht: Grüße ✓' });
  expect((await list('?to=A@example.test')).map((message) => message.subject)).toEqual(['Zweite Nachricht: Grüße ✓', 'First']);
  expect((await list('?to=b@example.test')).map((message) => message.subject)).toEqual(['Zweite Nachricht: Grüße ✓']);
  expect(await list('?to=c@example.test')).toEqual([]);
  const [, first] = await list();
  expect(first).toMatchObject({ from: 'shop@example.test', to: ['a@example.test'], html: '<p>Your code is <b>123456</b>.</p>\n' });
  expect(first?.text).toContain('123456');
});

test('who asks first waits for the message', async () => {
  await send({ to: 'a@example.test', subject: 'Old' });
  const [old] = await list();
  const waiting = list(`?to=a@example.test&after=${old?.id}&wait=10`);
  await send({ to: 'other@example.test', subject: 'Not this one' });
  await send({ to: 'a@example.test', subject: 'New' });
  expect((await waiting).map((message) => message.subject)).toEqual(['New']);
});

test('messages survive a restart, also when the last line was cut off', async () => {
  await send({ to: 'a@example.test', subject: 'Kept' });
  await mail.stop();
  fs.appendFileSync(path.join(dir, 'messages.jsonl'), '{"id":"2","subj');
  mail = await catchMail({ smtpPort: 0, webPort: 0, dir });
  expect((await list()).map((message) => message.subject)).toEqual(['Kept']);
  await send({ to: 'a@example.test', subject: 'After' });
  await mail.stop();
  mail = await catchMail({ smtpPort: 0, webPort: 0, dir });
  expect((await list()).map((message) => message.subject)).toEqual(['After', 'Kept']);
});

test('markup of a message stays inert: escaped in the list, and in a frame without script or origin', async () => {
  await send({ to: 'a@example.test', subject: '<img src=x onerror=alert(1)>', html: '<script>alert(1)</script><p>hello</p>' });
  const page = await (await fetch(mail.inboxUrl)).text();
  expect(page).not.toContain('<img');
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  const view = await fetch(`${mail.inboxUrl}/messages/1`);
  expect(view.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await view.text()).toMatch(/<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  const frame = await fetch(`${mail.inboxUrl}/messages/1/html`);
  expect(frame.headers.get('content-security-policy')).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/);
  expect((await fetch(`${mail.inboxUrl}/messages/99`)).status).toBe(404);
});

test('a page on another host name cannot read codes', async () => {
  const status = await new Promise((resolve) => {
    http.get(`${mail.inboxUrl}/api/messages`, { headers: { host: 'attacker.example' } }, (answer) => resolve(answer.resume().statusCode));
  });
  expect(status).toBe(421);
});

test('the inbox can be emptied, but not by a form elsewhere', async () => {
  await send({ to: 'a@example.test', subject: 'Kept' });
  expect((await fetch(`${mail.inboxUrl}/clear`, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
  expect(await list()).toHaveLength(1);
  await fetch(`${mail.inboxUrl}/clear`, { method: 'POST' });
  expect(await list()).toEqual([]);
});

test('a message above the limit is refused, one below it is taken', async () => {
  await mail.stop();
  mail = await catchMail({ smtpPort: 0, webPort: 0, dir, largestMessageBytes: 20_000 });
  await expect(send({ to: 'a@example.test', subject: 'Big', text: 'x'.repeat(30_000) })).rejects.toThrow(/size|exceeds|large/i);
  await send({ to: 'a@example.test', subject: 'Small', text: 'x'.repeat(5_000) });
  expect((await list()).map((message) => message.subject)).toEqual(['Small']);
});

test.skipIf(!fs.existsSync('/dev/full'))('mail is not accepted when it cannot be kept', async () => {
  fs.symlinkSync('/dev/full', path.join(dir, 'messages.jsonl'));
  await expect(send({ to: 'a@example.test', subject: 'Lost' })).rejects.toThrow(/ENOSPC|no space/i);
  expect(await list()).toEqual([]);
});

test('a taken port is named', async () => {
  const port = Number(new URL(mail.inboxUrl).port);
  await expect(catchMail({ smtpPort: 0, webPort: port, dir })).rejects.toMatchObject({ code: 'port_taken', message: expect.stringContaining(`port ${port}`) });
});

test('a client that hangs up in the middle harms nobody', async () => {
  const socket = net.connect(Number(new URL(mail.smtpUrl).port), '127.0.0.1');
  socket.write('EHLO x\r\nMAIL FROM:<a@example.test>\r\nRCPT TO:<b@example.test>\r\nDATA\r\nSubject: half');
  await new Promise((resolve) => socket.once('data', resolve));
  socket.destroy();
  await send({ to: 'a@example.test', subject: 'Whole' });
  expect((await list()).map((message) => message.subject)).toEqual(['Whole']);
});
