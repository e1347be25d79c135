import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { getSeller } from '@/server/modules/catalog/get-seller';
import { listProducts } from '@/server/modules/catalog/list-products';
import { requestDownload } from '@/server/modules/downloads/request-download';
import { listKeys } from '@/server/modules/entitlements/list-keys';
import { setClock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import { ListProductsInput } from '@/shared/contracts/catalog';
import { newId } from '@/shared/ids';
import { HOUR_MS } from '@/shared/time';
import { SellerSort } from '@/shared/contracts/sellers';
import { assertBooks } from '@/testing/oracle';
import { expectSorted } from '@/testing/read-pages';
import { signature, startShop, type Shop } from '@/testing/shop';
import { receiveStripeEvent } from '../webhooks/receive-stripe-event';
import { applyAsSeller } from './apply-as-seller';
import { approveSeller } from './approve-seller';
import { assertSellerMember } from './assert-seller-member';
import { closeOwnSeller } from './close-own-seller';
import { closeSeller } from './close-seller';
import { declineSeller } from './decline-seller';
import { getOwnSeller } from './get-own-seller';
import { getSellerDuties } from './get-seller-duties';
import { getSellerForAdmins } from './get-seller-for-admins';
import { listOwnSellers } from './list-own-sellers';
import { listSellers } from './list-sellers';
import { openStripeDashboard } from './open-stripe-dashboard';
import { refreshOwnStanding } from './refresh-own-standing';
import { reinstateSeller } from './reinstate-seller';
import { startOnboarding } from './start-onboarding';
import { suspendSeller } from './suspend-seller';
import { sweepSellerAccounts } from './sweep-seller-accounts';
import { updateStorefront } from './update-storefront';

let shop: Shop;
let admin: Viewer;
let owner: Viewer;
let member: Viewer;
let stranger: Viewer;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  [admin, owner, member, stranger] = [shop.viewer('admin'), shop.viewer('orgOwner'), shop.viewer('orgMember'), shop.viewer('buyerB')];
});
afterEach(async () => {
  setClock();
  await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
  await shop.work();
  await assertBooks(shop.platform.db);
});
afterAll(() => shop.stop());

const db = () => shop.platform.db;
const own = (seller: string, viewer = owner) => getOwnSeller(db(), { viewer, sellerSlug: seller });
const mails = (subject: string) => shop.sql<{ to_address: string }>(`select to_address from email_outbox where subject = $1 order by 1`, [subject]);

/** An organization of its own with an owner and a member; an organization sells once. */
async function organization(): Promise<string> {
  const slug = `works-${(count += 1)}`;
  const id = newId('organization');
  await shop.sql('insert into organizations (id, slug, name) values ($1, $2, $2)', [id, slug]);
  await shop.sql(`insert into organization_members (organization_id, user_id, role) values ($1, $2, 'owner'), ($1, $3, 'member')`, [id, owner.userId, member.userId]);
  return slug;
}
const form = (organizationSlug: string, slug = `${organizationSlug}-goods`) => ({ organization: organizationSlug, slug, country: 'DE' as const, name: `Goods of ${organizationSlug}`, tagline: 'Made by hand', about: '', supportEmail: 'Help@Example.test' });

async function applied(): Promise<string> {
  return (await applyAsSeller(shop.platform, { viewer: owner, input: form(await organization()) })).seller;
}
async function approved(): Promise<string> {
  const seller = await applied();
  await approveSeller(shop.platform, { viewer: admin, input: { seller } });
  return seller;
}
/** Goes through Stripe's hosted pages as a browser would. */
async function onboarded(outcome = 'complete'): Promise<string> {
  const seller = await approved();
  const { url } = await startOnboarding(shop.platform, { viewer: owner, input: { seller } });
  await fetch(url);
  const answer = await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ outcome }) });
  expect(answer.headers.get('location')).toMatch(new RegExp(`/seller/${seller}/onboarding\\?back=1$`));
  return seller;
}

describe('applying', () => {
  it('is for owners and admins of an organization, once, under a slug nobody has', async () => {
    const works = await organization();
    await expect(applyAsSeller(shop.platform, { viewer: stranger, input: form(works) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(applyAsSeller(shop.platform, { viewer: admin, input: form(works) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(applyAsSeller(shop.platform, { viewer: member, input: form(works) })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(applyAsSeller(shop.platform, { viewer: owner, input: form(works, 'northbeam') })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'slug_taken', field: 'slug' } });
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => applyAsSeller(shop.platform, { viewer: owner, input: form(works) })));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await own(`${works}-goods`)).toMatchObject({ lifecycle: 'applied', role: 'owner', supportEmail: 'help@example.test', country: 'DE', hasStripeAccount: false, payoutsEnabled: false });
    expect(await listOwnSellers(db(), member)).toContainEqual({ slug: `${works}-goods`, name: `Goods of ${works}`, lifecycle: 'applied', role: 'member' });
    await expect(own(`${works}-goods`, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(getSeller(db(), { slug: `${works}-goods` })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is decided by admins, once, and told with the reason; who was declined may ask again', async () => {
    const seller = await applied();
    const input = { seller, reason: 'We know too little of what you sell.' };
    await expect(approveSeller(shop.platform, { viewer: owner, input: { seller } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(startOnboarding(shop.platform, { viewer: owner, input: { seller } })).rejects.toMatchObject({ code: 'CONFLICT' });
    await declineSeller(shop.platform, { viewer: admin, input });
    await expect(declineSeller(shop.platform, { viewer: admin, input })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(approveSeller(shop.platform, { viewer: admin, input: { seller } })).rejects.toMatchObject({ code: 'CONFLICT' });
    const view = await own(seller);
    expect(view).toMatchObject({ lifecycle: 'declined', lifecycleReason: input.reason });
    expect(await mails(`${view.name} was not approved`)).toHaveLength(1);
    await applyAsSeller(shop.platform, { viewer: owner, input: { ...form(view.organizationSlug, seller), about: 'Now with more words.' } });
    expect(await own(seller)).toMatchObject({ lifecycle: 'applied', lifecycleReason: null, about: 'Now with more words.', id: view.id });
    await approveSeller(shop.platform, { viewer: admin, input: { seller } });
    expect(await own(seller)).toMatchObject({ lifecycle: 'approved', hasStripeAccount: false });
    const audit = await shop.sql<{ action: string }>(`select action from audit_log where target_id = $1 order by at, id`, [view.id]);
    expect(audit.map(({ action }) => action)).toEqual(['seller.apply', 'seller.decline', 'seller.apply', 'seller.approve']);
  });
});

describe('a member of a seller', () => {
  it('is told apart from strangers, by rank, and an admin of the shop is none', async () => {
    const seller = await applied();
    expect(await assertSellerMember(db(), { viewer: member, sellerSlug: seller })).toMatchObject({ role: 'member', lifecycle: 'applied' });
    await expect(assertSellerMember(db(), { viewer: member, sellerSlug: seller, atLeast: 'admin' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (const viewer of [stranger, admin]) await expect(assertSellerMember(db(), { viewer, sellerSlug: seller })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await shop.sql('delete from organization_members m using sellers s where s.organization_id = m.organization_id and s.slug = $1 and m.user_id = $2', [seller, member.userId]);
    await expect(assertSellerMember(db(), { viewer: member, sellerSlug: seller })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('setting up at Stripe', () => {
  it('makes one account, however often and at once it is asked for, and the seller active', async () => {
    const seller = await approved();
    await expect(startOnboarding(shop.platform, { viewer: member, input: { seller } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(openStripeDashboard(shop.platform, { viewer: owner, input: { seller } })).rejects.toMatchObject({ code: 'CONFLICT' });
    const links = await Promise.all(Array.from({ length: 5 }, () => startOnboarding(shop.platform, { viewer: owner, input: { seller } })));
    expect(new Set(links.map(({ url }) => url)).size).toBe(5);
    const { stripeAccountId, lifecycle, payoutsEnabled } = await getSellerForAdmins(db(), { viewer: admin, input: { seller } });
    expect({ lifecycle, payoutsEnabled }).toEqual({ lifecycle: 'active', payoutsEnabled: false });
    const { data } = await shop.platform.stripe.accounts.list({ limit: 100 });
    const { id } = await own(seller);
    expect(data.filter(({ metadata }) => metadata?.seller_id === id).map((account) => account.id)).toEqual([stripeAccountId]);
    expect(await shop.sql(`select from audit_log where target_id = $1 and action = 'seller.account'`, [id])).not.toEqual([]);
  });

  it('M36: coming back is not done; the seller can sell, and be paid once Stripe says so', async () => {
    const seller = await onboarded('document_due');
    await refreshOwnStanding(shop.platform, { viewer: member, input: { seller } });
    expect(await own(seller)).toMatchObject({ lifecycle: 'active', detailsSubmitted: true, payoutsEnabled: false, requirements: ['individual.verification.document'] });
    const { url } = await startOnboarding(shop.platform, { viewer: owner, input: { seller } });
    await fetch(url);
    await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ outcome: 'complete' }) });
    await refreshOwnStanding(shop.platform, { viewer: member, input: { seller } });
    expect(await own(seller)).toMatchObject({ lifecycle: 'active', payoutsEnabled: true, requirements: [] });
    expect(await openStripeDashboard(shop.platform, { viewer: owner, input: { seller } })).toMatchObject({ url: expect.stringMatching(/^http/) as string });
  });

  it('is learned from Stripe’s events too, with nobody asking', async () => {
    const seller = await onboarded();
    await expect.poll(async () => (await shop.work(), (await own(seller)).payoutsEnabled), { timeout: 10_000 }).toBe(true);
  });

  it('is asked for, when no event came, every hour until the seller can be paid and once a day after that', async () => {
    await shop.control('faults', { dropEvents: true });
    const seller = await onboarded();
    await shop.work();
    const start = Date.now();
    const asked = async () => (await shop.requests('/v1/accounts/')).filter(({ method }) => method === 'GET').length;
    await sweepSellerAccounts(shop.platform);
    expect((await own(seller)).payoutsEnabled).toBe(true);
    await shop.sql(`update sellers set stripe_read_at = now() where stripe_account_id is not null`);
    const before = await asked();
    setClock({ now: () => new Date(start + 2 * HOUR_MS) });
    const waiting = await shop.sql(`select from sellers where stripe_account_id is not null and not payouts_enabled`);
    await sweepSellerAccounts(shop.platform);
    expect(await asked()).toBe(before + waiting.length);
    setClock({ now: () => new Date(start + 25 * HOUR_MS) });
    const all = await shop.sql(`select from sellers where stripe_account_id is not null`);
    await sweepSellerAccounts(shop.platform);
    expect(await asked()).toBe(before + waiting.length + all.length);
  });

  it('goes on where it broke off: an account that was made and not kept is kept when Stripe speaks of it', async () => {
    const seller = await approved();
    const { id } = await own(seller);
    const account = await shop.platform.stripe.accounts.create({ country: 'DE', controller: { fees: { payer: 'application' }, losses: { payments: 'application' }, stripe_dashboard: { type: 'express' } }, capabilities: { transfers: { requested: true } }, metadata: { seller_id: id } });
    await deliver({ type: 'account.updated', account: account.id });
    await shop.work();
    expect(await getSellerForAdmins(db(), { viewer: admin, input: { seller } })).toMatchObject({ stripeAccountId: account.id, lifecycle: 'active' });
  });

  it('writes nothing when Stripe does not answer, and the same click works later', async () => {
    const seller = await approved();
    await shop.control('faults', { route: 'POST /v1/accounts', fail: 50 });
    await expect(startOnboarding(shop.platform, { viewer: owner, input: { seller } })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
    expect(await own(seller)).toMatchObject({ lifecycle: 'approved', hasStripeAccount: false });
    expect(await startOnboarding(shop.platform, { viewer: owner, input: { seller } })).toMatchObject({ url: expect.any(String) as string });
  });

  it.each(['dropAfterEffect', 'failSaved'])('makes one account when the answer is lost (%s)', async (fault) => {
    const seller = await approved();
    await shop.control('faults', { route: 'POST /v1/accounts', [fault]: 1 });
    await startOnboarding(shop.platform, { viewer: owner, input: { seller } });
    await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
    const { id } = await own(seller);
    const { data } = await shop.platform.stripe.accounts.list({ limit: 100 });
    expect(data.filter(({ metadata }) => metadata?.seller_id === id)).toHaveLength(1);
  });
});

/** An event signed as Stripe signs, of an account; answers with where it ended. */
async function deliver(event: { type: string; account: string; livemode?: boolean; objectId?: string }): Promise<string> {
  const id = `evt_${newId('webhookEvent')}`;
  const body = Buffer.from(JSON.stringify({ id, object: 'event', type: event.type, livemode: event.livemode ?? false, account: event.account, data: { object: { id: event.objectId ?? event.account, payouts_enabled: true } } }));
  await receiveStripeEvent(shop.platform, { body, signature: signature(body) });
  await shop.work();
  return (await shop.sql<{ status: string }>('select status from webhook_events where stripe_event_id = $1', [id]))[0]!.status;
}

describe('M33: an event of a connected account', () => {
  it('is believed for the account’s id alone, and set aside when that is no seller’s', async () => {
    const seller = await approved();
    await startOnboarding(shop.platform, { viewer: owner, input: { seller } });
    const { stripeAccountId } = await getSellerForAdmins(db(), { viewer: admin, input: { seller } });
    expect(await deliver({ type: 'account.updated', account: stripeAccountId! })).toBe('processed');
    expect(await deliver({ type: 'capability.updated', account: stripeAccountId!, objectId: 'transfers' })).toBe('processed');
    expect((await own(seller)).payoutsEnabled).toBe(false);
    expect(await deliver({ type: 'person.updated', account: stripeAccountId!, objectId: 'person_1' })).toBe('ignored');
    expect(await deliver({ type: 'checkout.session.completed', account: stripeAccountId!, objectId: 'cs_1' })).toBe('quarantined');
    const foreign = await shop.platform.stripe.accounts.create({ country: 'US', controller: { stripe_dashboard: { type: 'express' }, fees: { payer: 'application' }, losses: { payments: 'application' } } });
    for (const account of [foreign.id, 'acct_none']) expect(await deliver({ type: 'account.updated', account })).toBe('quarantined');
    expect(await deliver({ type: 'account.updated', account: stripeAccountId!, livemode: true })).toBe('parked');
  });
});

const shelf = async () => (await listProducts(db(), ListProductsInput.parse({ sellers: ['oda'] }))).items.map(({ slug }) => slug);

describe('taking a seller off the shop', () => {
  const input = { seller: 'oda', reason: 'Buyers complain about it.' };

  it('delists what it sells, and touches nothing that buyers own', async () => {
    const { id: productId, versionId } = shop.world.products.other;
    const key = `packs/${versionId}/archive.zip`;
    await shop.platform.storage.put(key, Buffer.from('kit'), { contentType: 'application/zip', bytes: 3 });
    await shop.sql(`insert into assets (id, version_id, role, storage_key, file_name, content_type, bytes, sha256) values ($1, $2, 'archive', $3, 'queue-kit.zip', 'application/zip', 3, repeat('d', 64))`, [newId('asset'), versionId, key]);
    await shop.sql(`insert into entitlements (id, holder_user_id, product_id, source, starts_at) values ($1, $2, $3, 'admin', now() - interval '1 day')`, [newId('entitlement'), stranger.userId, productId]);
    const download = () => requestDownload(shop.platform, { viewer: stranger, userAgent: null }, { productSlug: 'queue-kit' });
    const owned = async () => {
      await expect(download()).resolves.toMatchObject({ fileName: 'queue-kit.zip' });
      expect(await listKeys(db(), stranger)).toMatchObject([{ slug: 'queue-kit', sellerName: 'oda' }]);
    };
    expect(await shelf()).toEqual(['queue-kit']);
    await expect(suspendSeller(shop.platform, { viewer: owner, input })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await suspendSeller(shop.platform, { viewer: admin, input });
    await expect(suspendSeller(shop.platform, { viewer: admin, input })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'suspended' } });
    expect(await shelf()).toEqual([]);
    await expect(getSeller(db(), { slug: 'oda' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await owned();
    await reinstateSeller(shop.platform, { viewer: admin, input: { seller: 'oda' } });
    await expect(reinstateSeller(shop.platform, { viewer: admin, input: { seller: 'oda' } })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await shelf()).toEqual(['queue-kit']);
    await closeSeller(shop.platform, { viewer: admin, input });
    expect(await shelf()).toEqual([]);
    await owned();
    await expect(reinstateSeller(shop.platform, { viewer: admin, input: { seller: 'oda' } })).rejects.toMatchObject({ code: 'CONFLICT' });
    const audit = await shop.sql<{ action: string }>(`select action from audit_log where target_id = $1 order by at, id`, [shop.world.sellers.two]);
    expect(audit.map(({ action }) => action)).toEqual(['seller.suspend', 'seller.reinstate', 'seller.close']);
  });

  it('by its own owner waits until nothing is open', async () => {
    const seller = await onboarded();
    await expect(closeOwnSeller(shop.platform, { viewer: member, input: { seller } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(closeOwnSeller(shop.platform, { viewer: stranger, input: { seller } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { id: sellerId } = await own(seller);
    const [orderId, { id: productId, variantId, priceId }] = [newId('order'), shop.world.products.published];
    const refused = (what: string) => expect(closeOwnSeller(shop.platform, { viewer: owner, input: { seller } })).rejects.toMatchObject({ code: 'CONFLICT', message: `Not yet: there are ${what}.` });
    await shop.sql(`insert into orders (id, buyer_user_id, status, currency, subtotal_minor, total_minor, expires_at) values ($1, $2, 'pending', 'usd', 100, 100, now() + interval '1 hour')`, [orderId, stranger.userId]);
    await shop.sql(`insert into order_items (id, order_id, seller_id, product_id, variant_id, price_id, title, kind, quantity, unit_price_minor, total_minor, fee_bps, fee_minor) values ($1, $2, $3, $4, $5, $6, 'Kit', 'download', 1, 100, 100, 800, 8)`, [newId('orderItem'), orderId, sellerId, productId, variantId, priceId]);
    await refused('orders on their way to be paid');
    await shop.sql(`insert into seller_orders (id, order_id, seller_id, number, currency, total_minor, fee_minor, fulfilment, paid_at) select 'sor_1', id, $2, number, currency, 100, 8, 'unshipped', now() from orders where id = $1`, [orderId, sellerId]);
    await refused('orders on their way to be paid, parcels to send');
    // Two conversations, of which the seller answered one.
    await shop.sql('insert into correspondences (seller_id, buyer_user_id, created_at) values ($1, $2, now())', [sellerId, stranger.userId]);
    const write = (thread: string, about: { product: string | null; sale: string | null }, answered: number) => shop.sql('insert into threads (id, seller_id, buyer_user_id, product_id, seller_order_id, last_seq, last_buyer_seq, last_seller_seq, last_message_at, created_at) values ($1, $2, $3, $4, $5, 2, 2 - $6::int, 1 + $6::int, now(), now())', [thread, sellerId, stranger.userId, about.product, about.sale, answered]);
    await write('thr_1', { product: productId, sale: null }, 0);
    await write('thr_2', { product: null, sale: 'sor_1' }, 1);
    for (const thread of ['thr_1', 'thr_2']) await shop.sql(`insert into messages (id, thread_id, seller_id, buyer_user_id, seq, side, author_id, client_id, body, created_at) select 'msg_' || id, id, seller_id, buyer_user_id, last_buyer_seq, 'buyer', buyer_user_id, 'client-' || id, 'Hello', now() from threads where id = $1`, [thread]);
    const duties = () => getSellerDuties(db(), { viewer: member, sellerSlug: seller });
    // Nothing that can still be read: hidden by the shop, or taken back.
    for (const [gone, back] of [['hidden_at = now()', 'hidden_at = null'], [`deleted_at = now(), body = ''`, null]] as const) {
      expect(await duties()).toMatchObject({ threadsToAnswer: 1 });
      await shop.sql(`update messages set ${gone}`);
      expect(await duties(), gone).toMatchObject({ threadsToAnswer: 0 });
      if (back) await shop.sql(`update messages set ${back}`);
    }
    await shop.sql(`insert into messages (id, thread_id, seller_id, buyer_user_id, seq, side, author_id, client_id, body, created_at) select 'msg_more', id, seller_id, buyer_user_id, 3, 'buyer', buyer_user_id, 'client-more', 'Still there?', now() from threads where id = 'thr_1'`);
    expect(await duties()).toEqual({ parcelsToSend: 1, parcelsLate: 0, nextShipBy: null, returnsToAnswer: 0, draftCount: 0, threadsToAnswer: 1, reviewsToAnswer: 0 });
    await expect(getSellerDuties(db(), { viewer: stranger, sellerSlug: seller })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await own(seller)).lifecycle).toBe('active');
    await shop.sql('delete from seller_orders where order_id = $1', [orderId]);
    await shop.sql('delete from order_items where order_id = $1', [orderId]);
    await shop.sql('delete from orders where id = $1', [orderId]);
    await closeOwnSeller(shop.platform, { viewer: owner, input: { seller } });
    expect(await own(seller)).toMatchObject({ lifecycle: 'closed', closedAt: expect.any(String) as string });
    await expect(closeOwnSeller(shop.platform, { viewer: owner, input: { seller } })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'closed' } });
    await expect(startOnboarding(shop.platform, { viewer: owner, input: { seller } })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('the storefront', () => {
  it('is changed by owners and admins, and the listing shows its new name', async () => {
    const seller = 'northbeam';
    const viewer = shop.viewer('sellerOne');
    const input = { seller, name: 'Northbeam <b>Labs</b>', tagline: '', about: '# Hello', supportEmail: 'help@northbeam.example', handlingDays: 5 };
    await expect(updateStorefront(db(), { viewer: stranger, input })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(updateStorefront(db(), { viewer, input: { ...input, supportEmail: 'nobody' } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await updateStorefront(db(), { viewer, input });
    expect(await own(seller, viewer)).toMatchObject({ name: input.name, handlingDays: 5, supportEmail: 'help@northbeam.example' });
    const { items } = await listProducts(db(), ListProductsInput.parse({ sellers: [seller] }));
    expect(items.map(({ sellerName }) => sellerName)).toEqual([input.name]);
  });
});

describe('the admins’ list', () => {
  it('finds by name, slug, account and place, and pages without a gap', async () => {
    const seller = await onboarded();
    const { stripeAccountId } = await getSellerForAdmins(db(), { viewer: admin, input: { seller } });
    const find = (input: object) => listSellers(db(), { viewer: admin, input: { q: '', lifecycles: [], limit: 50, ...input } });
    for (const q of [seller.slice(2), `GOODS OF ${seller.replace('-goods', '').toUpperCase()}`, stripeAccountId!]) expect((await find({ q })).items.map(({ slug }) => slug), q).toContain(seller);
    expect((await find({ q: '%' })).items).toEqual([]);
    expect((await find({ lifecycles: ['suspended'] })).items).toEqual([]);
    const all = (await find({ limit: 100 })).items.map(({ slug }) => slug);
    const paged: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await find({ limit: 2, ...(cursor && { cursor }) });
      paged.push(...page.items.map(({ slug }) => slug));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all);
    for (const sort of SellerSort.options) await expectSorted(sort, (more) => find({ sort, ...more }), ({ name, appliedAt, createdAt }) => (sort.startsWith('name') ? name.toLowerCase() : (appliedAt ?? createdAt)));
    await expect(listSellers(db(), { viewer: { ...owner, role: 'ops' }, input: { q: '', lifecycles: [], limit: 50 } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
