import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listKeys } from '@/server/modules/entitlements/list-keys';
import { askSubscription } from '@/server/modules/orders/ask-subscription';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { TRIAL_DOWNLOADS, TRIAL_UNLOCKS } from '@/shared/trial-limits';
import { assertBooks } from '@/testing/oracle';
import { createRecurring, type RecurringProduct } from '@/testing/recurring';
import { startShop, type Shop } from '@/testing/shop';
import { createProduct, type Product } from '@/testing/world';
import { changePlan } from './change-plan';
import { listSubscriptions } from './list-subscriptions';
import { previewChange } from './preview-change';
import { unlockIncluded } from './unlock-included';

type Name = Parameters<Shop['viewer']>[0];

let shop: Shop;
let owner: pg.Client;
let club: RecurringProduct;
let kits: Product[];
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
  await owner.query(`update sellers set slug = 'latchkey' where id = $1`, [shop.world.sellers.one]);
});
beforeEach(async () => {
  const unique = (count += 1);
  club = await createRecurring(owner, shop.world.sellers.one, {
    slug: `membership-${unique}`,
    plans: { Pro: { priceMinor: 1_900, tier: 'pro', trialDays: 14 }, Yearly: { priceMinor: 19_000, interval: 'year', tier: 'pro', trialDays: 14 }, 'Pro+': { priceMinor: 5_900, tier: 'pro+' } },
  });
  kits = [];
  for (let n = 0; n <= TRIAL_UNLOCKS; n += 1) kits.push(await createProduct(owner, shop.world.sellers.two, { slug: `kit-${unique}-${n}`, status: 'published', priceMinor: 4_900 }));
  await owner.query(`update products set included_from_tier = 'pro' where id = any ($1)`, [kits.map(({ id }) => id)]);
});
afterEach(async () => {
  await shop.work();
  for (const { id, stripeId } of await shop.sql<{ id: string; stripeId: string }>('select id, stripe_subscription_id as "stripeId" from subscriptions where ended_at is null')) {
    await shop.platform.stripe.subscriptions.cancel(stripeId);
    await askSubscription(shop.platform, { subscriptionId: id });
  }
  await assertBooks(shop.platform.db);
});
afterAll(async () => {
  await owner.end();
  await shop.stop();
});

const start = (name: Name, planName: string, { priceMinor, organizationId }: { priceMinor: number; organizationId?: string }) =>
  startCheckout(shop.platform, { viewer: shop.viewer(name), input: { variantId: club.plans[planName]!.variantId, quantity: 1, expectedPriceMinor: priceMinor, expectedCurrency: 'usd', ...(organizationId && { organizationId }) } });

async function join(name: Name, planName: string, asked: { priceMinor: number; organizationId?: string }): Promise<string> {
  await shop.pay((await start(name, planName, asked)).redirectUrl);
  await expect.poll(async () => {
    await shop.work();
    return shop.sql('select 1 from subscriptions where product_id = $1 and ended_at is null', [club.id]);
  }, { timeout: 30_000 }).toHaveLength(1);
  const [row] = await shop.sql<{ id: string }>('select id from subscriptions where product_id = $1 and ended_at is null', [club.id]);
  return row!.id;
}

const view = async (name: Name, id: string) => (await listSubscriptions(shop.platform.db, shop.viewer(name))).subscriptions.find((one) => one.id === id)!;
const paid = async (name: Name, id: string) => (await listSubscriptions(shop.platform.db, shop.viewer(name))).payments.filter((one) => one.subscriptionId === id).map(({ totalMinor }) => totalMinor);
const preview = (name: Name, subscriptionId: string, planName: string) => previewChange(shop.platform, { viewer: shop.viewer(name), input: { subscriptionId, priceId: club.plans[planName]!.priceId } });
const change = async (name: Name, subscriptionId: string, planName: string) => {
  const { countedAt } = await preview(name, subscriptionId, planName);
  return changePlan(shop.platform, { viewer: shop.viewer(name), input: { subscriptionId, priceId: club.plans[planName]!.priceId, countedAt } });
};
const open = (name: Name, kit: Product) => unlockIncluded(shop.platform.db, { viewer: shop.viewer(name), productSlug: kit.slug });
const opened = async (name: Name) => (await listKeys(shop.platform.db, shop.viewer(name))).filter(({ source }) => source === 'membership');

describe('a change while a trial runs', () => {
  it('to a plan without a trial ends it, and is charged whole at once', async () => {
    const id = await join('buyerA', 'Pro', { priceMinor: 0 });
    const shown = await preview('buyerA', id, 'Pro+');
    expect(shown).toMatchObject({ when: 'now', endsTrial: true, todayMinor: 5_900 });
    expect(shown.text).toMatch(/^Today \$59\.00, then \$59 a month from .+ The trial ends with the change\.$/);
    expect(await view('buyerA', id)).toMatchObject({ state: 'trialing', plan: { title: 'Pro' } });
    expect(await change('buyerA', id, 'Pro+')).toEqual({ when: 'now' });
    expect(await view('buyerA', id)).toMatchObject({ state: 'active', plan: { title: 'Pro+' }, trialEndsAt: null });
    await expect.poll(async () => {
      await shop.work();
      return paid('buyerA', id);
    }, { timeout: 30_000 }).toEqual([5_900, 0]);
  });

  it('with a declined card leaves the trial as it was', async () => {
    const id = await join('buyerA', 'Pro', { priceMinor: 0 });
    const [row] = await shop.sql<{ customer: string }>('select stripe_customer_id as customer from billing_customers where user_id = $1', [shop.viewer('buyerA').userId]);
    await shop.control(`customers/${row!.customer}`, { card: 'insufficient_funds' });
    await expect(change('buyerA', id, 'Pro+')).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'declined' } });
    await shop.control(`customers/${row!.customer}`, { card: 'succeeds' });
    await askSubscription(shop.platform, { subscriptionId: id });
    expect(await view('buyerA', id)).toMatchObject({ state: 'trialing', plan: { title: 'Pro' } });
  });

  it('to a plan that gives the same trial costs nothing, and the trial goes on', async () => {
    const id = await join('buyerA', 'Pro', { priceMinor: 0 });
    const { trialEndsAt } = await view('buyerA', id);
    expect(await preview('buyerA', id, 'Yearly')).toMatchObject({ when: 'now', endsTrial: false, todayMinor: 0, nextAt: trialEndsAt });
    await change('buyerA', id, 'Yearly');
    expect(await view('buyerA', id)).toMatchObject({ state: 'trialing', plan: { title: 'Yearly' }, trialEndsAt });
  });
});

describe('a trial is given once', () => {
  const organizationId = () => shop.world.organizations.buying;

  it('to a buyer, whomever they buy for', async () => {
    await join('orgOwner', 'Pro', { priceMinor: 0 });
    await expect(start('orgOwner', 'Pro', { priceMinor: 0, organizationId: organizationId() })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'price_changed' } });
    expect((await start('orgOwner', 'Pro', { priceMinor: 1_900, organizationId: organizationId() })).redirectUrl).toContain('/c/pay');
  });

  it('also while the first order waits to be paid', async () => {
    await start('orgOwner', 'Pro', { priceMinor: 0 });
    await expect(start('orgOwner', 'Pro', { priceMinor: 0, organizationId: organizationId() })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'price_changed' } });
    // For themselves they may begin again, and others are not touched by it.
    expect((await start('orgOwner', 'Pro', { priceMinor: 0 })).redirectUrl).toContain('/c/pay');
    expect((await start('buyerB', 'Pro', { priceMinor: 0 })).redirectUrl).toContain('/c/pay');
  });
});

it('opens few things, each for few downloads, until the first payment', async () => {
  const id = await join('buyerA', 'Pro', { priceMinor: 0 });
  const [last, ...first] = kits;
  for (const kit of first) await open('buyerA', kit);
  await expect(open('buyerA', last!)).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason: 'trial_full' } });
  await open('buyerA', first[0]!);
  expect((await opened('buyerA')).map(({ downloadsLeft }) => downloadsLeft)).toEqual(first.map(() => TRIAL_DOWNLOADS));
  await change('buyerA', id, 'Pro+');
  await open('buyerA', last!);
  expect((await opened('buyerA')).map(({ downloadsLeft }) => downloadsLeft)).toEqual(kits.map(() => null));
});
