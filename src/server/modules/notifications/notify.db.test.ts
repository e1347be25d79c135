import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '@/server/platform/db';
import type { MailMessage } from '@/server/platform/mail';
import { momentMark } from '@/shared/moment-marks';
import { DAY_MS } from '@/shared/time';
import { startShop, type Shop } from '@/testing/shop';
import { chooseByLink } from './choose-by-link';
import { countNotifications } from './count-notifications';
import { enqueueEmail } from './enqueue-email';
import { eraseQuotes } from './erase-quotes';
import { findUnsubscription } from './find-unsubscription';
import { listNotificationPreferences } from './list-notification-preferences';
import { listNotifications } from './list-notifications';
import { markAllNotificationsRead } from './mark-all-notifications-read';
import { markNotificationsRead } from './mark-notifications-read';
import { notify, type Notice } from './notify';
import { personalData } from './personal-data';
import { setNotificationPreference } from './set-notification-preference';
import { sweepNotifications } from './sweep-notifications';
import { sendEmail } from './send-email';
import { renderEmail } from './templates/email-layout';
import { toReceiptEmail } from './templates/receipt-email';
import { hashAddress, toUnsubscribeToken } from './unsubscribe-token';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const email = renderEmail({ subject: 'Kit 2.0 is out', heading: 'Kit 2.0', paragraphs: ['It is.'], closing: 'You hold a key.' });
let count = 0;
const toNotice = (changes: Partial<Notice> = {}): Notice => ({ to: { userId: shop.world.buyerA }, type: 'new_version', title: 'Kit 2.0 is out', href: '/marketplace/kit', dedupeKey: `new-version:ver_${(count += 1)}`, email, at: new Date(), ...changes });
const tell = (notice: Notice) => shop.platform.db.asService('test', (tx) => notify(tx, notice));
const inboxOf = (dedupeKey: string) => shop.sql<{ userId: string }>('select user_id as "userId" from notifications where dedupe_key = $1 order by user_id', [dedupeKey]);
const mailsOf = (dedupeKey: string) => shop.sql<{ key: string; to: string; topic: string | null; kind: string }>(`select dedupe_key as key, to_address as "to", topic, kind from email_outbox where dedupe_key like $1 || '%' order by 2`, [dedupeKey]);
const A = () => shop.viewer('buyerA');

describe('notify', () => {
  it('writes a row, word for open pages and a message with its job, once however often', async () => {
    const notice = toNotice({ to: { userId: shop.world.sellerTwo } });
    await shop.sql('select app.watch_live($1, 60)', [shop.world.sellerTwo]);
    await tell(notice);
    await tell(notice);
    expect(await inboxOf(notice.dedupeKey)).toEqual([{ userId: shop.world.sellerTwo }]);
    expect(await mailsOf(notice.dedupeKey)).toEqual([{ key: notice.dedupeKey, to: 'sellertwo@example.test', topic: 'new_version', kind: 'new-version' }]);
    expect(await shop.sql(`select kind, ref from live_events where user_id = $1`, [shop.world.sellerTwo])).toEqual([{ kind: 'notification', ref: 'new_version' }]);
    expect(await shop.sql(`select 1 from graphile_worker.jobs where key = 'email:' || (select id from email_outbox where dedupe_key = $1)`, [notice.dedupeKey])).toHaveLength(1);
  });

  it('is told once when told by eight at once', async () => {
    const notice = toNotice({ to: { userIds: [shop.world.buyerA, shop.world.buyerB] } });
    await Promise.all(Array.from({ length: 8 }, () => tell(notice)));
    expect(await inboxOf(notice.dedupeKey)).toHaveLength(2);
    expect((await mailsOf(notice.dedupeKey)).map(({ key }) => key).sort()).toEqual([`${notice.dedupeKey}:${shop.world.buyerA}`, `${notice.dedupeKey}:${shop.world.buyerB}`].sort());
  });

  it('reaches owners and admins of a seller and of an organization, and the shop’s admins; nobody whose account is closed', async () => {
    const seller = toNotice({ to: { sellerId: shop.world.sellers.one } });
    const organization = toNotice({ to: { organizationId: shop.world.organizations.buying } });
    const admins = toNotice({ to: { admins: true }, type: 'desk' });
    for (const notice of [seller, organization, admins]) await tell(notice);
    expect(await inboxOf(seller.dedupeKey)).toEqual([{ userId: shop.world.sellerOne }]);
    expect(await inboxOf(organization.dedupeKey)).toEqual([{ userId: shop.world.orgOwner }]);
    expect(await inboxOf(admins.dedupeKey)).toEqual([{ userId: shop.world.admin }]);
    await shop.sql('update users set disabled_at = now() where id = $1', [shop.world.buyerB]);
    const closed = toNotice({ to: { userId: shop.world.buyerB } });
    await tell(closed);
    await shop.sql('update users set disabled_at = null where id = $1', [shop.world.buyerB]);
    expect([await inboxOf(closed.dedupeKey), await mailsOf(closed.dedupeKey)]).toEqual([[], []]);
  });

  it('leaves nothing behind when the transaction fails', async () => {
    const notice = toNotice();
    await expect(shop.platform.db.asService('test', async (tx) => { await notify(tx, notice); throw new Error('no'); })).rejects.toThrow('no');
    expect([await inboxOf(notice.dedupeKey), await mailsOf(notice.dedupeKey)]).toEqual([[], []]);
  });

  it('goes by what each person chose, but never leaves out what is always sent', async () => {
    await setNotificationPreference(shop.platform.db, A(), { type: 'price_drop', channel: 'mail', on: false });
    await setNotificationPreference(shop.platform.db, A(), { type: 'review', channel: 'inApp', on: false });
    const [quiet, unseen, receipt] = [toNotice({ type: 'price_drop' }), toNotice({ type: 'review' }), toNotice({ type: 'receipt' })];
    await shop.sql(`insert into notification_preferences (user_id, type, in_app, mail, updated_at) values ($1, 'receipt', false, false, now())`, [A().userId]);
    for (const notice of [quiet, unseen, receipt]) await tell(notice);
    expect([(await inboxOf(quiet.dedupeKey)).length, (await mailsOf(quiet.dedupeKey)).length]).toEqual([1, 0]);
    expect([(await inboxOf(unseen.dedupeKey)).length, (await mailsOf(unseen.dedupeKey)).length]).toEqual([0, 1]);
    expect([(await inboxOf(receipt.dedupeKey)).length, await mailsOf(receipt.dedupeKey)]).toEqual([1, [expect.objectContaining({ topic: null })]]);
    await expect(setNotificationPreference(shop.platform.db, A(), { type: 'receipt', channel: 'mail', on: false })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'fixed' } });
    const preferences = await listNotificationPreferences(shop.platform.db, A());
    expect(preferences.find(({ type }) => type === 'price_drop')).toEqual({ type: 'price_drop', inApp: true, mail: false });
    expect(preferences.find(({ type }) => type === 'receipt')).toEqual({ type: 'receipt', inApp: true, mail: true });
    expect(preferences.some(({ type }) => type === 'desk')).toBe(false);
  });

  it('writes dates as each who is told likes them, a day further in Tokyo, and those of an address without an account in UTC', async () => {
    const { buyerA, buyerB } = shop.world;
    const paidAt = new Date('2026-11-20T20:30:00Z');
    const formats = { locale: 'de-DE', timeZone: 'Asia/Tokyo' };
    await shop.sql(`update profiles set locale = 'de-DE', time_zone = 'Asia/Tokyo' where user_id = $1`, [buyerA]);
    const order = { id: 'ord_1', number: 20_001, currency: 'usd', discountMinor: 0, shippingMinor: 0, taxMinor: 0, totalMinor: 0, items: [], paidAt, publicUrl: 'https://shop.test' };
    const notice = toNotice({ to: { userIds: [buyerA, buyerB] }, title: 'Paid', body: `At ${momentMark(paidAt)}.`, email: toReceiptEmail(order) });
    await tell(notice);
    await shop.platform.db.asService('test', (tx) => enqueueEmail(tx, { ...toReceiptEmail(order), kind: 'receipt', to: 'guest@example.test', dedupeKey: `${notice.dedupeKey}:guest` }));
    const sent = new Map<string, string>();
    const mailer = { ...shop.platform.mailer, send: (mail: MailMessage) => { sent.set(mail.to, `${mail.text} ${mail.html}`); return Promise.resolve(); } };
    for (const { id } of await shop.sql<{ id: string }>(`select id from email_outbox where dedupe_key like $1 || '%'`, [notice.dedupeKey])) await sendEmail({ ...shop.platform, mailer }, { emailId: id });
    const datesIn = (to: string) => [...(sent.get(to) ?? '').matchAll(/LK-20001, ([^,<]*2026)/g)].map(([, date]) => date);
    expect(datesIn('buyera@example.test')).toEqual(['21. November 2026', '21. November 2026']);
    for (const to of ['buyerb@example.test', 'guest@example.test']) expect(datesIn(to)).toEqual(['20 November 2026', '20 November 2026']);
    const told = async (viewer: Viewer) => (await listNotifications(shop.platform.db, { viewer, input: { unread: true } })).notifications[0]?.body;
    expect([await told({ ...A(), formats }), await told(shop.viewer('buyerB'))]).toEqual(['At 21. Nov. 2026, 05:30 GMT+9.', 'At 20 Nov 2026, 20:30 UTC.']);
    await shop.sql(`update profiles set locale = 'en', time_zone = 'UTC' where user_id = $1`, [buyerA]);
    expect(JSON.stringify(await personalData.collect(shop.platform.db.readAsService('test'), { userId: buyerA, email: 'buyera@example.test', names: [] }))).toMatch(/At 20 Nov 2026, 20:30 UTC/);
  });

  it('refuses a link that leads out of the shop', async () => {
    for (const href of ['//evil.example', '/\\evil.example', 'https://evil.example'] as `/${string}`[]) await expect(tell(toNotice({ href }))).rejects.toThrow(/notifications_href_check/);
  });
});

describe('the inbox', () => {
  it('pages newest first, counts what is unread, and marks one’s own alone', async () => {
    const viewer = shop.viewer('orgMember');
    for (let index = 0; index < 35; index += 1) await tell(toNotice({ to: { userId: viewer.userId }, title: `News ${index}`, at: new Date(Date.now() - (35 - index) * 1_000) }));
    const first = await listNotifications(shop.platform.db, { viewer, input: { unread: false } });
    expect([first.notifications.length, first.notifications[0]?.title, first.unread]).toEqual([30, 'News 34', 35]);
    const second = await listNotifications(shop.platform.db, { viewer, input: { unread: false, cursor: first.nextCursor! } });
    expect([second.notifications.map(({ title }) => title), second.nextCursor]).toEqual([['News 4', 'News 3', 'News 2', 'News 1', 'News 0'], null]);
    const ids = first.notifications.slice(0, 3).map(({ id }) => id);
    await markNotificationsRead(shop.platform.db, A(), { ids });
    expect(await countNotifications(shop.platform.db, viewer)).toEqual({ unread: 35 });
    await shop.sql('select app.watch_live($1, 60)', [viewer.userId]);
    await markNotificationsRead(shop.platform.db, viewer, { ids });
    await markNotificationsRead(shop.platform.db, viewer, { ids });
    expect(await shop.sql(`select kind, ref from live_events where user_id = $1 and ref = 'read'`, [viewer.userId])).toEqual([{ kind: 'notification', ref: 'read' }]);
    expect(await countNotifications(shop.platform.db, viewer)).toEqual({ unread: 32 });
    expect((await listNotifications(shop.platform.db, { viewer, input: { unread: true } })).notifications[0]?.title).toBe('News 31');
    await markAllNotificationsRead(shop.platform.db, viewer, { until: first.notifications[10]!.createdAt });
    expect((await listNotifications(shop.platform.db, { viewer, input: { unread: true } })).notifications.map(({ title }) => title)).toEqual(['News 31', 'News 30', 'News 29', 'News 28', 'News 27', 'News 26', 'News 25']);
  });

  it('forgets what is older than half a year', async () => {
    const [old, young] = [toNotice({ at: new Date(Date.now() - 181 * DAY_MS) }), toNotice({ at: new Date(Date.now() - 179 * DAY_MS) })];
    await tell(old);
    await tell(young);
    await sweepNotifications(shop.platform);
    expect([(await inboxOf(old.dedupeKey)).length, (await inboxOf(young.dedupeKey)).length]).toEqual([0, 1]);
  });
});

/** What a mail program and a person find in the last message to this address. */
async function lastMailTo(address: string) {
  await shop.work();
  const [mail] = shop.mail.list({ to: address });
  return { headers: mail!.headers, token: /^<[^>]*\/api\/unsubscribe\/([^>]+)>$/.exec(mail!.headers['list-unsubscribe'] ?? '')?.[1] };
}
const address = (token: string) => `${shop.apiUrl}/api/unsubscribe/${token}`;
const oneClick = (token: string) => fetch(address(token), { method: 'POST', redirect: 'manual', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });

describe('unsubscribing', () => {
  it('takes one click of a mail program, without a session and without a redirect; looking changes nothing', async () => {
    const notice = toNotice({ to: { userId: shop.world.buyerB }, type: 'back_in_stock' });
    await tell(notice);
    const { headers, token } = await lastMailTo('buyerb@example.test');
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    expect(token).not.toContain('example');
    for (const method of ['GET', 'HEAD']) {
      const looked = await fetch(address(token!), { method, redirect: 'manual' });
      expect([looked.status, looked.headers.get('location')]).toEqual([303, `/unsubscribe/${token}`]);
    }
    expect(await findUnsubscription(shop.platform, { token: token! })).toEqual({ type: 'back_in_stock', label: 'Back in stock', isOff: false });
    for (let click = 0; click < 2; click += 1) expect((await oneClick(token!)).status).toBe(200);
    expect(await findUnsubscription(shop.platform, { token: token! })).toMatchObject({ isOff: true });
    const next = toNotice({ to: { userId: shop.world.buyerB }, type: 'back_in_stock' });
    await tell(next);
    expect([(await inboxOf(next.dedupeKey)).length, (await mailsOf(next.dedupeKey)).length]).toEqual([1, 0]);
    const back = await fetch(address(token!), { method: 'POST', redirect: 'manual', body: new URLSearchParams({ choice: 'on' }) });
    expect([back.status, (await findUnsubscription(shop.platform, { token: token! }))?.isOff]).toEqual([303, false]);
  });

  it('works as multipart, as some programs send it', async () => {
    const token = toUnsubscribeToken({ type: 'review', userId: shop.world.buyerB }, shop.platform.env.NEXTAUTH_SECRET);
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await fetch(address(token), { method: 'POST', body: form })).status).toBe(200);
    expect(await findUnsubscription(shop.platform, { token })).toMatchObject({ isOff: true });
  });

  it('works for an address without an account, and keeps no address', async () => {
    const invite = (key: string) => shop.platform.db.asService('test', (tx) => enqueueEmail(tx, { kind: 'invitation', to: 'guest@example.test', ...email, dedupeKey: key, topic: 'invitation' }));
    await invite('invitation:one');
    const { token } = await lastMailTo('guest@example.test');
    expect((await oneClick(token!)).status).toBe(200);
    await invite('invitation:two');
    expect(await mailsOf('invitation:two')).toEqual([]);
    expect(await shop.sql('select address_hash, type from mail_opt_outs')).toEqual([{ address_hash: hashAddress('Guest@example.test'), type: 'invitation' }]);
    await chooseByLink(shop.platform, { token: token!, on: true });
    await invite('invitation:three');
    expect(await mailsOf('invitation:three')).toHaveLength(1);
  });

  it('takes no forged link, none of another secret, and none for what is always sent', async () => {
    const secret = shop.platform.env.NEXTAUTH_SECRET;
    const good = toUnsubscribeToken({ type: 'review', userId: shop.world.buyerA }, secret);
    const bad = [good.replace('review', 'payout'), `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`, good.replace(shop.world.buyerA, shop.world.buyerB), toUnsubscribeToken({ type: 'review', userId: shop.world.buyerA }, `${secret}x`), toUnsubscribeToken({ type: 'security', userId: shop.world.buyerA }, secret), 'none', encodeURIComponent(`${good}\r\nSet-Cookie: a=b`)];
    for (const token of bad) expect((await oneClick(token)).status, token).toBe(404);
    expect(await shop.sql(`select type from notification_preferences where user_id = $1 and type in ('security', 'payout')`, [shop.world.buyerA])).toEqual([]);
    const gone = toUnsubscribeToken({ type: 'review', userId: '00000000-0000-4000-8000-00000000dead' }, secret);
    expect((await oneClick(gone)).status).toBe(200);
  });
});

describe('an erased person', () => {
  const ADDRESS = 'o’shea+1@shop.example';
  const NAME = `Thank you & 'co'`;
  const said = `${NAME} wrote. Mail ${ADDRESS}, not x${ADDRESS} or ${ADDRESS}.uk.`;
  const words = (userId: string) => toNotice({ to: { userId }, type: 'security', title: `Of ${NAME}`, body: said, email: renderEmail({ subject: `Of ${NAME}`, heading: 'A letter', paragraphs: [said], closing: 'That is all.' }) });

  it('takes their name out of what those were told who dealt with them, their address out of all, and nothing else', async () => {
    const { buyerB, buyerA, sellerOne, admin, sellers } = shop.world;
    await shop.sql('delete from notifications');
    await shop.sql('delete from email_outbox');
    await shop.sql('insert into correspondences (seller_id, buyer_user_id, created_at) values ($1, $2, now())', [sellers.one, buyerB]);
    for (const userId of [buyerA, buyerB, sellerOne, admin]) await tell(words(userId));
    // What names an address is written into an index of them by whoever marks it, too.
    expect(await shop.platform.db.asUser(A(), (tx) => tx.$executeRaw`update notifications set read_at = now() where user_id = ${A().userId}::uuid`)).toBe(1);
    await shop.platform.db.asService('test', (tx) => personalData.erase!(tx, { userId: buyerB, email: ADDRESS, names: ['Thank you', NAME] }));
    await shop.sql('delete from correspondences where buyer_user_id = $1', [buyerB]);
    const inbox = async (userId: string) => (await shop.sql<{ title: string; body: string }>('select title, body from notifications where user_id = $1', [userId]))[0];
    const left = `wrote. Mail (erased), not x${ADDRESS} or ${ADDRESS}.uk.`;
    expect(await inbox(buyerB)).toBeUndefined();
    expect(await inbox(buyerA)).toEqual({ title: `Of ${NAME}`, body: `${NAME} ${left}` });
    for (const userId of [sellerOne, admin]) expect(await inbox(userId)).toEqual({ title: 'Of (erased)', body: `(erased) ${left}` });
    const mail = async (to: string) => (await shop.sql<{ subject: string; text: string; html: string }>('select subject, text_body as text, html_body as html from email_outbox where to_address = $1', [to]))[0];
    expect(await mail('buyera@example.test')).toMatchObject({ subject: `Of ${NAME}`, text: expect.stringContaining(`${NAME} ${left}`) as string });
    for (const to of ['sellerone@example.test', 'admin@example.test']) {
      expect(await mail(to)).toEqual({ subject: 'Of (erased)', text: expect.stringContaining(`A letter\n\n(erased) ${left}`) as string, html: expect.stringContaining(`<p style="margin:0 0 16px">(erased) ${left}</p>`) as string });
      expect((await mail(to))?.html).not.toContain('Thank you');
    }
  });

  it('takes what they wrote out of what quotes it, to whomever it went, and out of nothing else', async () => {
    const cause = 'review:rvw_1';
    for (const dedupeKey of [cause, `${cause}0`]) await tell(toNotice({ to: { sellerId: shop.world.sellers.one }, type: 'security', dedupeKey, body: 'Weidengasse' }));
    await shop.sql('update email_outbox set sent_at = now()');
    await shop.platform.db.asService('test', async (tx) => {
      await eraseQuotes(tx, []);
      await eraseQuotes(tx, [cause]);
    });
    expect(await shop.sql(`select body from notifications where dedupe_key like 'review:%' order by dedupe_key`)).toEqual([{ body: '' }, { body: 'Weidengasse' }]);
    expect(await shop.sql(`select text_body = '(erased)' as gone from email_outbox where dedupe_key like 'review:%' order by split_part(dedupe_key, ':', 2)`)).toEqual([{ gone: true }, { gone: false }]);
  });
});
