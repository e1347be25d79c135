import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { fillTables } from '@/testing/rls/fill-tables';
import { createWorld, type World } from '@/testing/world';
import { createPlanKey } from './create-plan-key';
import { listApiPlans } from './list-api-plans';
import { revokePlanKey } from './revoke-plan-key';
import { setCustomerSubscription } from './set-customer-subscription';

let database: TestDatabase;
let platform: Platform;
let world: World;
let owner: pg.Client;
/** A subscription of buyer A's, and tiers of seller one's platform. */
let ids: { subscriptionId: string; platformId: string; freeId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  await fillTables(database.ownerUrl, world);
  platform = await createTestPlatform(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  ids = (await owner.query<typeof ids>(
    `select s.id as "subscriptionId", p.id as "platformId", t.id as "freeId" from subscriptions s, platforms p join platform_tiers t on t.platform_id = p.id
     where s.holder_user_id = $1 and p.seller_id = $2 limit 1`, [world.buyerA, world.sellers.one])).rows[0]!;
  await owner.query(
    `insert into platform_tiers (id, platform_id, slug, name, unit_limit, amount_minor, created_at, updated_at) values ('tir_pro', $1, 'pro', 'Pro', 500, 900, now(), now())`, [ids.platformId]);
});
afterAll(async () => {
  await owner.end();
  await platform.close();
  await database.drop();
});

const buyer = () => ({ userId: world.buyerA, role: 'customer' as const });
const stranger = () => ({ userId: world.buyerB, role: 'customer' as const });
const at = new Date('2026-11-20T12:00:00Z');
const set = (rest: Partial<Parameters<typeof setCustomerSubscription>[1]> = {}) =>
  platform.db.asService('a test', (tx) => setCustomerSubscription(tx, {
    platformTierId: 'tir_pro', externalId: world.buyerA, subscriptionId: ids.subscriptionId, status: 'active', currentPeriodStart: new Date('2026-11-18T09:00:00Z'), currentPeriodEnd: new Date('2026-12-18T09:00:00Z'),
    cancelAt: null, graceEndsAt: null, at, ...rest,
  }));
const customer = async () => (await owner.query<{ tier: string; mode: string; source: string; anchor: Date; grace: Date | null }>(
  `select t.slug as tier, c.mode, c.tier_source as source, c.anchor_at as anchor, c.grace_ends_at as grace from customers c join platform_tiers t on t.id = c.tier_id where c.external_id = $1`, [world.buyerA])).rows[0];

it('a plan bought in the marketplace gives its tier in the live world, holds through a grace, and is taken back at its end', async () => {
  const first = await set();
  expect(await customer()).toEqual({ tier: 'pro', mode: 'live', source: 'subscription', anchor: new Date('2026-11-18T09:00:00Z'), grace: null });
  expect(await set()).toEqual(first);
  const graceEndsAt = new Date('2026-11-27T12:00:00Z');
  await set({ status: 'past_due', graceEndsAt });
  expect(await customer()).toMatchObject({ tier: 'pro', grace: graceEndsAt });
  await set({ currentPeriodStart: new Date('2026-12-18T09:00:00Z'), currentPeriodEnd: new Date('2027-01-18T09:00:00Z') });
  // A renewal does not move the anchor: periods go on from where they began.
  expect(await customer()).toMatchObject({ grace: null, anchor: new Date('2026-11-18T09:00:00Z') });

  const [plan] = await listApiPlans(platform.db, { viewer: buyer() });
  expect(plan).toMatchObject({ tierName: 'Pro', unitLimit: 500, used: {}, externalId: world.buyerA, mayMakeKeys: true });
  expect(await listApiPlans(platform.db, { viewer: stranger() })).toEqual([]);
  const { customerId } = plan!;
  const made = await createPlanKey(platform.db, { viewer: buyer(), input: { customerId, name: 'laptop' } });
  expect(made.key).toMatch(/^lk_live_/);
  const keys = async (viewer: Viewer) => (await listApiPlans(platform.db, { viewer }))[0]?.keys;
  expect(await keys(buyer())).toMatchObject([{ name: 'laptop', scopes: ['usage:read'], state: 'active' }]);
  expect(await keys({ ...buyer(), seenBy: world.admin })).toEqual([]);
  await expect(createPlanKey(platform.db, { viewer: stranger(), input: { customerId, name: 'mine' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(revokePlanKey(platform.db, { viewer: stranger(), input: { customerId, keyId: made.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await revokePlanKey(platform.db, { viewer: buyer(), input: { customerId, keyId: made.id } });

  // Its end comes between the look and the key.
  const ending: Platform['db'] = { ...platform.db, asService: async (reason, work) => { await set({ platformTierId: null, status: 'canceled' }); return platform.db.asService(reason, work); } };
  await expect(createPlanKey(ending, { viewer: buyer(), input: { customerId, name: 'late' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await customer()).toMatchObject({ tier: 'free', source: 'default' });
  expect(await listApiPlans(platform.db, { viewer: buyer() })).toEqual([]);
  expect(await set({ platformTierId: null, status: 'canceled' })).toBeNull();
});
