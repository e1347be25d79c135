import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { createMembership } from '@/server/modules/publishing/create-membership';
import { createJointBundle } from '@/server/modules/publishing/create-joint-bundle';
import { newId } from '@/shared/ids';
import { openFreshSession } from '@/testing/fresh-session';
import { callProcedure } from '@/testing/procedures';
import { startShop, type Shop } from '@/testing/shop';
import { createProduct } from '@/testing/world';
import { appRouter } from './root';

let shop: Shop;
let owner: pg.Client;
/** Of the admin, who has just shown their second factor. */
let cookie: string;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
  cookie = await openFreshSession(shop.database.ownerUrl, { userId: shop.world.admin, publicUrl: shop.platform.env.PUBLIC_URL });
});
afterAll(async () => {
  await owner.end();
  await shop.stop();
});

async function deadEvent(): Promise<string> {
  const id = newId('webhookEvent');
  await owner.query(`insert into webhook_events (id, stripe_event_id, type, livemode, payload, status) values ($1, $2, 'charge.refunded', false, '{}', 'dead')`, [id, `evt_${id}`]);
  return id;
}
async function job({ isDead = false } = {}): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(`select (graphile_worker.add_job('sweep-sign-in', '{}', run_at => now() + interval '1 day')).id::text as id`);
  if (isDead) await owner.query('update graphile_worker._private_jobs set attempts = max_attempts where id = $1', [rows[0]!.id]);
  return rows[0]!.id;
}
async function product(status: string) {
  const made = await createProduct(owner, shop.world.sellers.one, { slug: `kit-${(count += 1)}`, status, priceMinor: 4_000 });
  await owner.query(`update products set description = 'What it does, in some detail, for whoever has to decide.' where id = $1`, [made.id]);
  await owner.query(`insert into assets (id, version_id, role, storage_key, file_name, content_type, bytes, sha256) values ($1, $2, 'archive', $1, 'kit.zip', 'application/zip', 9, repeat('a', 64))`, [newId('asset'), made.versionId]);
  return made;
}
async function paidOrder(): Promise<string> {
  const { variantId } = await product('published');
  const input = { variantId, quantity: 1 as const, expectedPriceMinor: 4_000, expectedCurrency: 'usd' };
  const { orderId, redirectUrl } = await startCheckout(shop.platform, { viewer: shop.viewer('buyerA'), input });
  await shop.pay(redirectUrl);
  await shop.work();
  return orderId;
}
async function seller(lifecycle: string): Promise<string> {
  const [organizationId, slug] = [newId('organization'), `seller-${(count += 1)}`];
  await owner.query('insert into organizations (id, slug, name) values ($1, $2, $2)', [organizationId, slug]);
  await owner.query(`insert into organization_members (organization_id, user_id, role) values ($1, $2, 'owner')`, [organizationId, shop.world.sellerTwo]);
  await owner.query('insert into sellers (id, organization_id, slug, name, lifecycle) values ($1, $2, $3, $3, $4)', [newId('seller'), organizationId, slug, lifecycle]);
  return slug;
}
async function coupon(): Promise<string> {
  const id = newId('coupon');
  await owner.query('insert into coupons (id, code, percent_bps) values ($1, $2, 1000)', [id, `CODE-${(count += 1)}`]);
  return id;
}

const bundleOf = async (productId: string) => ({
  productId, seller: 'northbeam', title: `Both ${(count += 1)}`, summary: 'Both at once', description: 'Both at once, for less.',
  parts: [{ productId: (await product('published')).id, variantId: null }, { productId: (await product('published')).id, variantId: null }], prices: [{ currency: 'usd', amountMinor: 7_000 }],
});
async function bundle(): Promise<string> {
  const input = await bundleOf(newId('product'));
  await createJointBundle(shop.platform, { viewer: shop.viewer('admin'), input });
  return input.productId;
}

async function membership(): Promise<string> {
  const productId = newId('product');
  await createMembership(shop.platform.db, { viewer: shop.viewer('admin'), input: { productId, seller: 'northbeam', title: 'Plans' } });
  return productId;
}

async function reportedCase(): Promise<string> {
  const id = newId('moderationCase');
  await owner.query(`insert into moderation_cases (id, subject_type, subject_id, seller_id, opened_at) values ($1, 'product', $2, $3, now())`, [id, (await product('published')).id, shop.world.sellers.one]);
  return id;
}

/** Somebody with an authenticator. */
async function person(): Promise<string> {
  const { rows } = await owner.query<{ id: string }>('insert into users (email) values ($1) returning id', [`person-${(count += 1)}@example.test`]);
  await owner.query(`insert into profiles (user_id, display_name) values ($1, 'Somebody')`, [rows[0]!.id]);
  await owner.query(`insert into totp_secrets (user_id, sealed_secret, confirmed_at, created_at) values ($1, 'sealed', now(), now())`, [rows[0]!.id]);
  return rows[0]!.id;
}

const ARMS = [{ strategy: 'rules', weight: 1 }, { strategy: 'blend', weight: 1 }];
/** The only one that runs, or a draft. */
async function experiment(isRunning: boolean): Promise<string> {
  const id = newId('experiment');
  await owner.query('delete from experiments');
  await owner.query(`insert into experiments (id, name, place, arms, traffic_percent, created_at, started_at) values ($1, 'Learned', 'home', $2, 100, now(), case when $3 then now() end)`, [id, JSON.stringify(ARMS), isRunning]);
  return id;
}

const reason = 'for the test of the audit log';

/** Every act of an admin, with what it takes to succeed. */
const ACTS: Record<string, () => Promise<unknown>> = {
  'admin.createExperiment': () => Promise.resolve({ name: 'Learned', arms: ARMS, trafficPercent: 50 }),
  'admin.startExperiment': async () => ({ experimentId: await experiment(false) }),
  'admin.stopExperiment': async () => ({ experimentId: await experiment(true) }),
  'admin.changePersonRole': async () => ({ personId: await person(), personRole: 'ops' }),
  'admin.closeAccount': async () => ({ personId: await person(), reason }),
  'admin.openAccount': async () => ({ personId: await person(), reason }),
  'admin.endPersonSessions': async () => ({ personId: await person(), reason }),
  'admin.resetSecondFactor': async () => ({ personId: await person(), reason }),
  'admin.decideCase': async () => ({ caseId: await reportedCase(), decision: 'dismissed', reason }),
  'admin.replayWebhookEvent': async () => ({ webhookEventId: await deadEvent() }),
  'admin.replayWebhookEvents': async () => {
    await deadEvent();
    return { statuses: ['dead'] };
  },
  'admin.retryJob': async () => ({ jobId: await job() }),
  'admin.giveUpJob': async () => ({ jobId: await job() }),
  'admin.removeJob': async () => ({ jobId: await job({ isDead: true }) }),
  'admin.checkBooks': () => Promise.resolve({}),
  'admin.reconcile': () => Promise.resolve({}),
  'admin.runPayouts': () => Promise.resolve({}),
  'admin.refundOrder': async () => ({ orderId: await paidOrder(), reason }),
  'admin.createCoupon': () => Promise.resolve({ coupon: { code: 'AUDITED', cut: { percentBps: 1_000 } } }),
  'admin.createBundle': () => bundleOf(newId('product')),
  'admin.publishBundle': async () => ({ productId: await bundle() }),
  'admin.archiveBundle': async () => ({ productId: await bundle() }),
  'admin.archiveCoupon': async () => ({ couponId: await coupon() }),
  'admin.publishProduct': async () => ({ productId: (await product('in_review')).id }),
  'admin.sendBackProduct': async () => ({ productId: (await product('in_review')).id, reason }),
  'admin.createMembership': () => Promise.resolve({ productId: newId('product'), seller: 'northbeam', title: 'Club' }),
  'admin.setMembershipPlans': async () => ({ productId: await membership(), plans: [{ tier: 'pro', interval: 'month', amountMinor: 2_900 }] }),
  'admin.includeProduct': async () => ({ productId: (await product('published')).id, tier: 'pro' }),
  'admin.delistProduct': async () => ({ productId: (await product('published')).id, reason }),
  'admin.approveSeller': async () => ({ seller: await seller('applied') }),
  'admin.declineSeller': async () => ({ seller: await seller('applied'), reason }),
  'admin.suspendSeller': async () => ({ seller: await seller('active'), reason }),
  'admin.reinstateSeller': async () => ({ seller: await seller('suspended') }),
  'admin.closeSeller': async () => ({ seller: await seller('suspended'), reason }),
  'admin.ingestIndex': () => Promise.resolve({ index: JSON.stringify({ schema: 1, packs: [] }) }),
};

/** Acts that are not tried here, and why. */
const NOT_TRIED: Record<string, string> = {
  'admin.ingestFolder': 'runs what admin.ingestIndex runs, on a folder of the operator',
  'admin.submitEvidence': 'needs a dispute at Stripe; disputes.db.test.ts looks at its line',
  'admin.acceptDispute': 'the same',
  'admin.impersonate': 'happens in a session; impersonation.db.test.ts looks at its lines',
  'admin.uploadPack': 'runs what admin.ingestIndex runs, on an upload',
};

const typeOf = (procedure: object): unknown => Reflect.get(Object(Reflect.get(procedure, '_def')), 'type');
const mutations = Object.entries(appRouter._def.procedures).filter(([path, procedure]) => path.startsWith('admin.') && typeOf(procedure) === 'mutation').map(([path]) => path);

test('every act of an admin is tried, or says why not', () => {
  expect([...Object.keys(ACTS), ...Object.keys(NOT_TRIED)].sort()).toEqual(mutations.sort());
});

describe.each(Object.keys(ACTS))('%s', (path) => {
  test('leaves a line with who, what and the request', async () => {
    const input = await ACTS[path]!();
    const requestId = `audit-of-${path}`;
    const { rows: before } = await owner.query<{ count: number }>('select count(*)::int as count from audit_log where actor_user_id = $1', [shop.world.admin]);
    await callProcedure({ platform: shop.platform, viewer: shop.viewer('admin'), requestId, cookie }, path, input);
    const { rows } = await owner.query<{ action: string; role: string; targetId: string; requestId: string | null }>(
      'select action, actor_role as role, target_id as "targetId", request_id as "requestId" from audit_log where actor_user_id = $1 order by at desc, id desc', [shop.world.admin]);
    expect(rows.length, 'lines').toBeGreaterThan(before[0]!.count);
    expect(rows[0]).toMatchObject({ role: 'admin', action: expect.stringMatching(/^[a-z_]+\.[a-z_]+$/), targetId: expect.stringMatching(/./) });
  });
});
