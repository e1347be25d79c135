import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Platform } from '@/server/platform/platform';
import { newId } from '@/shared/ids';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import { grantEntitlements, type EntitlementToGrant } from './grant-entitlements';
import { restoreEntitlements } from './restore-entitlements';
import { revokeEntitlements } from './revoke-entitlements';

let database: TestDatabase;
let platform: Platform;
let world: World;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await platform.close();
  await database.drop();
});

const AT = new Date('2026-11-20T12:00:00Z');

async function item(): Promise<EntitlementToGrant> {
  const [orderId, orderItemId] = [newId('order'), newId('orderItem')];
  const { id, variantId, priceId } = world.products.published;
  await owner.query(`insert into orders (id, buyer_user_id, currency, subtotal_minor, total_minor, expires_at) values ($1, $2, 'usd', 5900, 5900, now())`, [orderId, world.buyerA]);
  await owner.query(
    `insert into order_items (id, order_id, seller_id, product_id, variant_id, price_id, title, kind, quantity, unit_price_minor, total_minor, fee_bps, fee_minor) values ($1, $2, $3, $4, $5, $6, 'Kit', 'download', 1, 5900, 5900, 0, 0)`,
    [orderItemId, orderId, world.sellers.one, id, variantId, priceId],
  );
  return { holder: { userId: world.buyerA }, productId: id, orderItemId, source: 'purchase', license: 'personal', downloadLimit: null, at: AT };
}
const rows = async (grant: EntitlementToGrant) => (await owner.query<{ reason: string | null }>('select revoked_reason as reason from entitlements where order_item_id = $1', [grant.orderItemId])).rows;
const service = (work: Parameters<Platform['db']['asService']>[1]) => platform.db.asService('test', work);

it('an item grants once, also eight times at once', async () => {
  const grant = await item();
  await Promise.all(Array.from({ length: 8 }, () => service((tx) => grantEntitlements(tx, [grant]))));
  expect(await rows(grant)).toEqual([{ reason: null }]);
});

it('E06: what was revoked stays revoked when it is granted again, and keeps its first reason', async () => {
  const grant = await item();
  await service((tx) => grantEntitlements(tx, [grant]));
  await service((tx) => revokeEntitlements(tx, { orderItemIds: [grant.orderItemId], reason: 'refunded', at: AT }));
  await service((tx) => revokeEntitlements(tx, { orderItemIds: [grant.orderItemId], reason: 'other', at: AT }));
  await service((tx) => grantEntitlements(tx, [grant]));
  expect(await rows(grant)).toEqual([{ reason: 'refunded' }]);
});

it('gives back only what was taken for that reason', async () => {
  const grant = await item();
  await service((tx) => grantEntitlements(tx, [grant]));
  await service((tx) => revokeEntitlements(tx, { orderItemIds: [grant.orderItemId], reason: 'abuse', at: AT }));
  await service((tx) => restoreEntitlements(tx, { orderItemIds: [grant.orderItemId], reason: 'refunded' }));
  expect(await rows(grant)).toEqual([{ reason: 'abuse' }]);
  await service((tx) => restoreEntitlements(tx, { orderItemIds: [grant.orderItemId], reason: 'abuse' }));
  expect(await rows(grant)).toEqual([{ reason: null }]);
});
