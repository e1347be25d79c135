import type pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBuffer, type Entry } from 'yauzl';
import { buffer } from 'node:stream/consumers';
import type { Reader } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { setClock } from '@/server/platform/clock';
import type { DataExportView, ErasureOutlook } from '@/shared/contracts/privacy';
import { newId } from '@/shared/ids';
import { openBrowser, type Browser } from '@/testing/browser';
import { findInDatabase } from '@/testing/find-in-database';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';
import { openSignInDesk, type SignInDesk } from '@/testing/sign-in';
import { createGoods, fillCart } from '@/testing/world';
import { shipItems } from '../fulfilment/ship-items';
import { setAvatar } from '../identity/set-avatar';
import { openThread } from '../messaging/open-thread';
import { sendMessage } from '../messaging/send-message';
import { checkoutCart } from '../orders/checkout-cart';
import { redactEventsNaming } from '../webhooks/personal-data.queries';
import { erasePerson } from './erase-person';
import { exportData } from './export-data';
import { openExport } from './open-export';
import { PARTS } from './parts';
import { sweepPrivacy } from './sweep-privacy';

const EMAIL = 'quellwasser@privacy.example';
const NAME = 'Zsófia Quellwasser';
const STREET = 'Weidengasse 77';
const DAY_MS = 86_400_000;

let shop: Shop;
let desk: SignInDesk;
let owner: pg.Client;
let browser: Browser;
let userId: string;
let orderId: string;

const viewer = () => ({ userId, role: 'customer' as const });
async function tell(who: Browser, path: string, json: unknown = null): Promise<{ status: number; reason?: string }> {
  const response = await who.post(`/api/trpc/${path}`, { json, ...(json === null && { meta: { values: ['undefined'] } }) });
  const answer = (await response.json()) as { error?: { json: { data: { details: { reason?: string } | null } } } };
  return { status: response.status, ...(answer.error?.json.data.details?.reason && { reason: answer.error.json.data.details.reason }) };
}
async function ask<T>(path: string): Promise<T> {
  return ((await (await browser.get(`/api/trpc/${path}`)).json()) as { result: { data: { json: T } } }).result.data.json;
}

/** Somebody who did everything here that leaves a trace. */
beforeAll(async () => {
  shop = await startShop({ TRUSTED_PROXY_HOPS: '1' });
  desk = await openSignInDesk({ ...shop, url: shop.apiUrl, port: 0 });
  owner = desk.owner;
  ({ browser, userId } = await desk.signIn(EMAIL, openBrowser({ url: shop.apiUrl, platform: shop.platform })));
  expect((await tell(browser, 'account.updateProfile', { displayName: NAME, locale: 'de-DE', timeZone: 'Europe/Berlin' })).status).toBe(200);
  await setAvatar(shop.platform, viewer(), await sharp({ create: { width: 90, height: 60, channels: 3, background: '#456' } }).png().toBuffer());
  const goods = await createGoods(owner, shop.world.sellers.one, { slug: 'runner', priceMinor: 12_000, stock: { '42': 3 } });
  await fillCart(owner, userId, { items: [{ variantId: goods.variants['42']!.variantId, quantity: 1 }, { variantId: shop.world.products.other.variantId, quantity: 1 }] });
  const { orderId: placed, redirectUrl } = await checkoutCart(shop.platform, { viewer: viewer(), input: { expectedTotalMinor: 12_000 + 900 + 4_500, expectedCurrency: 'usd' } });
  orderId = placed;
  await shop.pay(redirectUrl, { email: EMAIL, name: NAME, line1: STREET, city: 'Wien', postal_code: '1010', country: 'DE' });
  await shop.work();
  const item = (await shop.sql<{ id: string }>(`select id from order_items where order_id = $1 and kind = 'physical'`, [orderId]))[0]!.id;
  await shipItems(shop.platform, { viewer: { userId: shop.world.sellerOne, role: 'customer' }, input: { seller: 'northbeam', orderId, items: [{ itemId: item, quantity: 1 }], carrier: 'Post', trackingNumber: 'RR7712345' } });
  await shop.work();
  const entitlement = (await shop.sql<{ id: string }>('select id from entitlements where holder_user_id = $1', [userId]))[0]!.id;
  await owner.query(`insert into download_events (id, entitlement_id, product_id, version_id, user_id, user_agent) values ($1, $2, $3, $4, $5, 'Quellwasser/1.0')`, [newId('download'), entitlement, shop.world.products.other.id, shop.world.products.other.versionId, userId]);
  await owner.query(`insert into organizations (id, slug, name) values ('org_0000000000000000000000000q', 'quellwasser', $1)`, [NAME]);
  await owner.query(`insert into organization_members (organization_id, user_id, role) values ('org_0000000000000000000000000q', $1, 'owner')`, [userId]);
  await owner.query(`insert into invitations (id, organization_id, email, role, token_hash, invited_by, expires_at) values ('inv_q', $1, $2, 'member', 'q', $3, now() + interval '7 days')`, [shop.world.organizations.buying, EMAIL, shop.world.orgOwner]);
  await owner.query(`insert into audit_log (id, actor_user_id, actor_role, action, target_type, target_id, after) values ('aud_q', $1, 'customer', 'invitation.create', 'invitation', 'inv_q', jsonb_build_object('email', $2::text))`, [shop.world.orgOwner, EMAIL]);
  await owner.query(`insert into api_keys (id, user_id, name, prefix, hash, scopes, created_at) values ('aky_q', $1, $2, 'lk_user_', decode(repeat('ab', 32), 'hex'), '{catalog:read}', now())`, [userId, NAME]);
  const { threadId } = await openThread(shop.platform, { viewer: viewer(), input: { about: { productId: shop.world.products.other.id } } });
  await sendMessage(shop.platform, { viewer: viewer(), input: { threadId, clientId: 'client-0001', body: `It is ${NAME} of ${STREET}.`, attachmentIds: [] } });
  await owner.query(`insert into discovery_signals (id, user_id, kind, value, seen, first_at, last_at, expires_at) values ('sig_q', $1, 'role', 'developer', 1, now(), now(), now() + interval '90 days')`, [userId]);
  await owner.query(`insert into login_challenges (id, email, code_hash, link_hash, browser_hash, expires_at) values ('chl_q', $1, 'c', 'q', 'b', now())`, [EMAIL]);
});
afterAll(async () => {
  setClock();
  await desk.close();
  await shop.stop();
});

/** Names and contents of an archive. */
function unzip(bytes: Buffer): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const found: Record<string, string> = {};
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(error);
        return;
      }
      zip.on('entry', (entry: Entry) =>
        zip.openReadStream(entry, (fault, stream) => {
          if (fault) {
            reject(fault);
            return;
          }
          void buffer(stream).then((content) => {
            found[entry.fileName] = content.toString('utf8');
            zip.readEntry();
          }, reject);
        }));
      zip.on('end', () => resolve(found));
      zip.readEntry();
    });
  });
}

// One person’s story, told in its order.
describe('a person', { shuffle: false }, () => {
  it('gets a copy of everything: one at a time, told of by mail, opened by its person alone, and gone after a week', async () => {
    expect((await tell(browser, 'privacy.requestExport')).status).toBe(200);
    expect((await tell(browser, 'privacy.requestExport')).status).toBe(409);
    expect(await ask<DataExportView>('privacy.export')).toMatchObject({ status: 'waiting', done: 0, href: null });
    await shop.work();
    const view = await ask<DataExportView>('privacy.export');
    expect(view).toMatchObject({ status: 'ready', done: view.total });
    const path = view.href ?? '';
    const response = await browser.get(path);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(await ask<DataExportView>('privacy.download')).toEqual(view);
    // Who has the session ten minutes later has not the copy.
    setClock({ now: () => new Date(Date.now() + 11 * 60_000) });
    const refused = await browser.get(path);
    expect([refused.status, await refused.json()]).toMatchObject([403, { error: { details: { reason: 'sign_in_fresh' } } }]);
    expect(await (await browser.get('/api/trpc/privacy.download')).json()).toMatchObject({ error: { json: { data: { details: { reason: 'sign_in_fresh' } } } } });
    setClock();
    const files = await unzip(Buffer.from(await response.arrayBuffer()));
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['README.txt', 'picture.webp', 'account.json', 'account.csv', 'orders.json', 'addresses.csv', 'invoices.json', 'tokens.json', 'mails.json', 'sign-ins.json', 'organizations.json', 'messages.json', 'signals.csv']));
    expect(JSON.parse(files['account.json'] ?? '')).toMatchObject([{ email: EMAIL, displayName: NAME, timeZone: 'Europe/Berlin' }]);
    expect(files['addresses.csv']).toContain(STREET);
    expect(files['orders.json']).toContain('17400');
    // Nothing that opens anything.
    expect(Object.values(files).join()).not.toMatch(/session_token|code_hash|sealed|"hash"/);
    expect((await (await desk.signIn()).browser.get(path)).status).toBe(404);
    expect((await openBrowser({ url: shop.apiUrl, platform: shop.platform }).get(path)).status).toBe(401);
    expect(await shop.sql(`select 1 from email_outbox where to_address = $1 and subject = 'The copy of your data is ready'`, [EMAIL])).toHaveLength(1);
    setClock({ now: () => new Date(Date.now() + 7.1 * DAY_MS) });
    await expect(openExport(shop.platform, viewer(), view.id)).rejects.toMatchObject({ code: 'GONE' });
    await sweepPrivacy(shop.platform);
    setClock();
    expect(await shop.sql(`select storage_key, status from data_exports where user_id = $1`, [userId])).toEqual([{ storage_key: null, status: 'expired' }]);
  });

  it('is not erased while something is owed, without the address typed, and without a fresh proof; and says what is owed', async () => {
    const { obstacles, kept } = await ask<ErasureOutlook>('privacy.erasureOutlook');
    expect(obstacles).toEqual([expect.stringMatching(/^Order LK-\d+ is still on its way to you\.$/)]);
    expect(kept.join()).toContain('Invoices');
    expect(await tell(browser, 'privacy.erase', { confirm: EMAIL })).toEqual({ status: 409, reason: 'owed' });
    expect(await tell(browser, 'privacy.erase', { confirm: 'somebody@else.example' })).toEqual({ status: 400, reason: 'not_confirmed' });
    setClock({ now: () => new Date(Date.now() + 11 * 60_000) });
    expect(await tell(browser, 'privacy.erase', { confirm: EMAIL })).toEqual({ status: 403, reason: 'sign_in_fresh' });
    setClock();
    expect(await desk.viewerOf(browser)).not.toBeNull();
  });

  it('is not erased as the only owner of what has sold or has others in it, nor as staff', async () => {
    const outlookOf = async (id: string) => {
      const { getErasureOutlook } = await import('./get-erasure-outlook');
      return (await getErasureOutlook(shop.platform, { userId: id, role: 'customer' })).obstacles.join(' ');
    };
    expect(await outlookOf(shop.world.sellerOne)).toMatch(/money that is not paid out/);
    expect(await outlookOf(shop.world.orgOwner)).toMatch(/others belong to it/);
    expect(await outlookOf(shop.world.admin)).toMatch(/staff/);
    // What they bought for others is the others' to end; what nobody else could end is theirs.
    await owner.query(`insert into subscriptions (id, holder_organization_id, buyer_user_id, seller_id, product_id, variant_id, price_id, order_item_id, stripe_subscription_id, status, current_period_start, current_period_end, read_at, created_at)
      select 'sub_q', $1, $2, i.seller_id, i.product_id, i.variant_id, i.price_id, i.id, 'sub_stripe_q', 'active', now(), now() + interval '1 month', now(), now() from order_items i where i.order_id = $3 and i.kind = 'download'`, [shop.world.organizations.buying, shop.world.buyerB, orderId]);
    expect(await outlookOf(shop.world.buyerB)).toBe('');
    await owner.query(`update subscriptions set holder_organization_id = 'org_0000000000000000000000000q' where id = 'sub_q'`);
    expect([await outlookOf(userId), await outlookOf(shop.world.buyerB)]).toEqual([expect.stringMatching(/^Your subscription to .* runs/), '']);
    await owner.query(`delete from subscriptions where id = 'sub_q'`);
  });

  it('is taken out of every table but the listed records, through crashes, and leaves the books in order', async () => {
    await owner.query(`update seller_orders set fulfilment = 'delivered' where order_id = $1 and fulfilment <> 'none'`, [orderId]);
    await owner.query(`update shipments set delivered_at = now() where order_id = $1`, [orderId]);
    // The bank asked about it once; what it was sent says who and where.
    await owner.query(`insert into disputes (id, order_id, stripe_dispute_id, amount_minor, currency, status, evidence, opened_at, closed_at) values ('dsp_q', $1, 'dp_q', 0, 'usd', 'won', $2, now(), now())`, [orderId, { customer_name: NAME, customer_email_address: EMAIL, shipping_address: `${NAME}, ${STREET}`, uncategorized_text: 'An order.' }]);
    expect((await findInDatabase(owner, STREET)).map(({ table }) => table)).toEqual(expect.arrayContaining(['public.addresses', 'public.disputes']));
    expect((await tell(browser, 'privacy.erase', { confirm: ` ${EMAIL.toUpperCase()} ` })).status).toBe(200);
    expect(await desk.viewerOf(browser)).toBeNull();
    await shop.work();
    const before = (await shop.sql<{ n: number }>('select count(*)::int as n from ledger_entries'))[0]?.n;
    // Cut off after each transaction once: the next run goes on where it ended.
    for (let run = 1; run < 40; run += 1) {
      try {
        await erasePerson(failingAfter(shop.platform, run), { userId });
        break;
      } catch (error) {
        expect(error).toMatchObject({ message: 'cut off' });
      }
    }
    await erasePerson(shop.platform, { userId });
    const stripesOwn = (table: string) => table.startsWith('stripe_double.');
    for (const text of [EMAIL, NAME, STREET, 'quellwasser', 'RR7712345']) {
      const found = (await findInDatabase(owner, text)).map(({ table }) => table).filter((table) => !stripesOwn(table));
      expect([...new Set(found)], text).toEqual(found.includes('public.invoices') ? ['public.invoices'] : []);
    }
    expect(await shop.sql('select finished_at is not null as done from erasures where user_id = $1', [userId])).toEqual([{ done: true }]);
    expect(await shop.sql('select status, total_minor::int as total from orders where id = $1', [orderId])).toEqual([{ status: 'paid', total: 17_400 }]);
    expect((await shop.sql<{ n: number }>('select count(*)::int as n from ledger_entries'))[0]?.n).toBe(before);
    expect(await shop.sql(`select action from audit_log where target_id = $1 and action like 'person.%' order by at`, [userId])).toEqual([{ action: 'person.export' }, { action: 'person.erase' }]);
    await assertBooks(shop.platform.db);
  });

  it('stays out of what Stripe tells of their payments later, and is written to no more', async () => {
    const [{ intent }] = (await shop.sql<{ intent: string }>('select stripe_payment_intent_id as intent from payments where order_id = $1', [orderId])) as [{ intent: string }];
    await shop.platform.stripe.refunds.create({ payment_intent: intent, amount: 100 });
    await shop.work();
    expect(await shop.sql(`select refunded_minor::int as refunded from orders where id = $1`, [orderId])).toEqual([{ refunded: 100 }]);
    await sweepPrivacy(shop.platform);
    expect(await shop.sql(`select distinct payload #>> '{data,object,object}' as about from webhook_events where order_id = $1 or object_id in (select stripe_charge_id from payments where order_id = $1) order by 1`, [orderId])).not.toEqual([]);
    for (const text of [EMAIL, NAME, STREET]) expect((await findInDatabase(owner, text)).map(({ table }) => table), text).not.toContain('public.webhook_events');
    expect(await shop.sql(`select subject from email_outbox where to_address like '%@erased.invalid'`)).toEqual([]);
    await assertBooks(shop.platform.db);
  });

  it('leaves the address free: whoever signs in with it next is somebody new', async () => {
    const again = await desk.signIn(EMAIL);
    expect(again.userId).not.toBe(userId);
    expect(await shop.sql('select id from orders where buyer_user_id = $1', [again.userId])).toEqual([]);
  });

  it('keeps the audit log closed to everybody else', async () => {
    await expect(shop.platform.db.asService('test', (tx) => tx.$executeRaw`update audit_log set after = null`)).rejects.toThrow(/permission denied|append-only/);
    await expect(owner.query(`update audit_log set after = null`)).rejects.toThrow(/append-only/);
    await expect(shop.platform.db.asUser({ userId, role: 'customer' }, (tx) => tx.$queryRaw`select app.redact_audit(null, '{}')`)).rejects.toThrow(/permission denied/);
  });
});

/** Tables that point at people and are in no copy, and why. */
const IN_NO_COPY = new Map([
  ...['books_runs', 'bundle_consents', 'coupons', 'drops', 'experiments', 'ingest_runs', 'platform_signers', 'reconciliation_runs', 'shipments', 'stock_movements', 'usage_links', 'webhook_endpoints'].map((table) => [table, 'who of a seller or of the shop made it: an act, in the audit log'] as const),
  ...['accounts', 'recovery_codes'].map((table) => [table, 'opens the account'] as const),
  ...['data_exports', 'erasures'].map((table) => [table, 'the copy itself, and its end'] as const),
  ...['live_cursors', 'live_events'].map((table) => [table, 'numbers, for a day'] as const),
  ['prompt_user_days', 'a sum of runs'],
  ['stock_reservations', 'a part of an order'],
]);

it('is copied from every table that points at people', async () => {
  const asked: string[] = [];
  const reader: Reader = { rows: (statement) => { asked.push(statement.sql); return Promise.resolve([]); } };
  for (const part of PARTS) await part.collect(reader, { userId, email: EMAIL, names: [] });
  const pointing = await shop.sql<{ table: string; columns: string }>(
    `select c.conrelid::regclass::text as "table", string_agg(a.attname, ', ' order by a.attname) as columns from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] where c.contype = 'f' and c.confrelid = 'users'::regclass group by 1 order by 1`);
  const text = asked.join('\n');
  expect(pointing.filter(({ table }) => !IN_NO_COPY.has(table) && !new RegExp(`\\b${table}\\b`).test(text))).toEqual([]);
});

it('takes nothing out of what is not theirs, whatever name they chose', async () => {
  const word = 'Northbeam Tools Ltd';
  const theirs = await desk.signIn();
  expect((await tell(theirs.browser, 'account.updateProfile', { displayName: word, locale: 'en', timeZone: 'UTC' })).status).toBe(200);
  await owner.query(`insert into audit_log (id, actor_user_id, actor_role, action, target_type, target_id, before) values ('aud_w', $1, 'customer', 'seller.update', 'seller', 'sel_w', jsonb_build_object('name', $2::text))`, [shop.world.sellerOne, word]);
  await owner.query(`insert into audit_log (id, actor_user_id, actor_role, action, target_type, target_id, after) values ('aud_v', $1, 'admin', 'user.close', 'user', $2, jsonb_build_object('name', $3::text))`, [shop.world.admin, theirs.userId, word]);
  await owner.query(`insert into webhook_events (id, stripe_event_id, type, livemode, payload, status, received_at) values ('evt_w', 'evt_w', 'customer.updated', false, jsonb_build_object('name', $1::text), 'ignored', now())`, [word]);
  expect((await tell(theirs.browser, 'privacy.erase', { confirm: theirs.email })).status).toBe(200);
  await erasePerson(shop.platform, { userId: theirs.userId });
  const found = await findInDatabase(owner, word);
  expect(found.map(({ table, rows }) => [table, rows])).toEqual([['public.audit_log', 1], ['public.webhook_events', 1]]);
});

it('finds an address in what Stripe told of whatever, however many portions that takes', async () => {
  const person = { userId: '01999999-0000-7000-8000-000000000001', email: 'named@buyer.example', names: ['Nora Named'] };
  for (const [n, email] of [person.email, 'other@buyer.example', person.email, person.email, person.email].entries()) await owner.query(`insert into webhook_events (id, stripe_event_id, type, livemode, payload, status, received_at) values ($1, $1, 'invoice.paid', false, jsonb_build_object('customer_email', $2::text, 'customer_name', $3::text), 'ignored', now())`, [`evt_named_${n}`, email, 'Nora Named']);
  const lasts: string[] = [];
  for (let after: string | null = 'evt_named'; after !== null; ) {
    lasts.push(after);
    const from: string = after;
    after = await shop.platform.db.asService('test', (tx) => redactEventsNaming(tx, person, { after: from, limit: 2 }));
  }
  expect(lasts.slice(0, 3)).toEqual(['evt_named', 'evt_named_1', 'evt_named_3']);
  expect(await shop.sql(`select id, payload->>'customer_email' as email, payload->>'customer_name' as name from webhook_events where id like 'evt_named_%' and payload->>'customer_email' <> '(erased)'`)).toEqual([{ id: 'evt_named_1', email: 'other@buyer.example', name: 'Nora Named' }]);
});

describe('a file of a copy', () => {
  const key = (id: string) => `exports/${id}.zip`;
  const write = (id: string, status: string) => owner.query(`insert into data_exports (id, user_id, status, storage_key, requested_at, expires_at) values ($1, $2, $3, case when $3 = 'ready' then $4 end, now(), now() + interval '7 days')`, [id, shop.world.buyerB, status, key(id)]);

  it('goes with its person while it is made, and stays when another run has finished the copy', async () => {
    const { storage } = shop.platform;
    for (const [id, meanwhile] of [['dex_erased', 'delete from data_exports where id = $1'], ['dex_twice', `update data_exports set status = 'ready', storage_key = 'exports/' || id || '.zip' where id = $1`]] as const) {
      await write(id, 'waiting');
      const put: typeof storage.put = async (...object) => {
        await storage.put(...object);
        await owner.query(meanwhile, [id]);
      };
      await exportData({ ...shop.platform, storage: { ...storage, put } }, { exportId: id });
      expect(await storage.exists(key(id))).toBe(id === 'dex_twice');
    }
    await owner.query('delete from data_exports where user_id = $1', [shop.world.buyerB]);
  });

  it('that no copy has is collected once it is a day old', async () => {
    const { storage } = shop.platform;
    for (const id of ['dex_kept', 'dex_lost']) await storage.put(key(id), Buffer.from('zip'), { contentType: 'application/zip', bytes: 3 });
    await write('dex_kept', 'ready');
    await sweepPrivacy(shop.platform);
    expect(await storage.exists(key('dex_lost'))).toBe(true);
    setClock({ now: () => new Date(Date.now() + 1.1 * DAY_MS) });
    await sweepPrivacy(shop.platform);
    setClock();
    expect([await storage.exists(key('dex_kept')), await storage.exists(key('dex_lost'))]).toEqual([true, false]);
    await owner.query('delete from data_exports where user_id = $1', [shop.world.buyerB]);
  });
});

/** A platform whose database is gone after so many transactions. */
function failingAfter(platform: Platform, most: number): Platform {
  let count = 0;
  const asService: Platform['db']['asService'] = (reason, work) => {
    count += 1;
    if (count > most) throw new Error('cut off');
    return platform.db.asService(reason, work);
  };
  return { ...platform, db: { ...platform.db, asService } };
}
