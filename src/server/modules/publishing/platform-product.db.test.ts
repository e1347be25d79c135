import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '@/server/platform/db';
import { assertBooks } from '@/testing/oracle';
import { stageLivePlatform, stagePlatform, tier } from '@/testing/platforms';
import { startShop, type Shop } from '@/testing/shop';
import { applySubscription } from '../platforms/apply-subscription';
import { createTier } from '../platforms/create-tier';
import { lockCustomer } from '../platforms/customers.queries';
import { putCustomer } from '../platforms/put-customer';
import { updateTier } from '../platforms/update-tier';
import { listPlatformProduct } from './list-platform-product';

let shop: Shop;
let owner: Viewer;
let live: Awaited<ReturnType<typeof stageLivePlatform>>;
const seller = 'northbeam';

beforeAll(async () => {
  shop = await startShop();
  owner = shop.viewer('sellerOne');
  await shop.sql(`update sellers set country = 'DE'`);
  live = await stageLivePlatform(shop, { viewer: owner, seller, sellerId: shop.world.sellers.one, organizationId: shop.world.organizations.one });
});
afterAll(async () => {
  await assertBooks(shop.platform.db);
  await shop.stop();
});

const forms = (productId: string) => shop.sql<{ title: string; amount: number; interval: string; archived: boolean }>(
  `select v.title, p.amount_minor::int as amount, p."interval", v.archived_at is not null as archived from product_variants v left join prices p on p.variant_id = v.id and p.archived_at is null where v.product_id = $1 order by v.position`, [productId]);
const list = (platformId: string, viewer = owner) => listPlatformProduct(shop.platform.db, { viewer, input: { seller, platformId } });

describe('a platform in the marketplace', () => {
  it('is one product with a form per paid tier, brought up to the tiers when asked again', async () => {
    const ids = { seller, platformId: live.platformId };
    const { productId } = await list(live.platformId);
    expect(await forms(productId)).toEqual([{ title: 'pro', amount: 900, interval: 'month', archived: false }]);
    await createTier(shop.platform.db, { viewer: owner, input: { ...ids, tier: tier('scale', { amountMinor: 9_000, interval: 'year' }) } });
    await updateTier(shop.platform.db, { viewer: owner, input: { ...ids, tierId: live.tierId, tier: tier('pro', { name: 'Pro', amountMinor: 1_100 }) } });
    const again = await Promise.all([list(live.platformId), list(live.platformId)]);
    expect(again.map((one) => one.productId)).toEqual([productId, productId]);
    expect(await forms(productId)).toEqual([{ title: 'Pro', amount: 1_100, interval: 'month', archived: false }, { title: 'scale', amount: 9_000, interval: 'year', archived: false }]);
    expect(await shop.sql('select kind, status, platform_id from products where id = $1', [productId])).toEqual([{ kind: 'api', status: 'draft', platform_id: live.platformId }]);
  });

  it('waits for the live world, and is its seller’s alone', async () => {
    const { platformId } = await stagePlatform(shop, { viewer: owner, seller });
    await expect(list(platformId)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'not_live' } });
    await expect(list(live.platformId, shop.viewer('orgOwner'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('two subscriptions of one customer', () => {
  it('never take turns: the one that runs stays, and its end leads to the default tier', async () => {
    const { platformId, tierId } = await stagePlatform(shop, { viewer: owner, seller });
    const key = { platformId, mode: 'preview' as const, externalId: 'ada' };
    const at = new Date('2026-11-20T12:00:00Z');
    const apply = (stripeSubscriptionId: string, rest: Partial<Parameters<typeof applySubscription>[2]> = {}) => shop.platform.db.asService('a test', async (tx) => {
      await putCustomer(tx, { ...key, source: 'default', at });
      const customer = (await lockCustomer(tx, key))!;
      await applySubscription(tx, customer, { subscriptionId: null, stripeSubscriptionId, tierId, status: 'active', currentPeriodStart: at, currentPeriodEnd: new Date('2026-12-20T12:00:00Z'), cancelAt: null, graceEndsAt: null, readAt: at, at, ...rest });
      return (await lockCustomer(tx, key))!;
    });
    expect(await apply('sub_0', { status: 'incomplete' })).toMatchObject({ tierSource: 'default', stripeSubscriptionId: null });
    expect(await apply('sub_1')).toMatchObject({ tierId, tierSource: 'subscription', stripeSubscriptionId: 'sub_1' });
    expect(await apply('sub_2')).toMatchObject({ stripeSubscriptionId: 'sub_1' });
    expect(await apply('sub_2', { tierId: null, status: 'canceled' })).toMatchObject({ tierId, stripeSubscriptionId: 'sub_1' });
    expect(await apply('sub_1', { status: 'paused' })).toMatchObject({ tierSource: 'default', stripeSubscriptionId: 'sub_1' });
    expect(await apply('sub_1')).toMatchObject({ tierSource: 'subscription' });
    expect(await apply('sub_1', { tierId: null, status: 'canceled' })).toMatchObject({ tierSource: 'default', stripeSubscriptionId: null });
    expect(await apply('sub_1', { tierId: null, status: 'canceled' })).toMatchObject({ tierSource: 'default' });
  });
});
