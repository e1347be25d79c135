import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { setClock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import { assertBooks } from '@/testing/oracle';
import { outcomeOf as code, stageLivePlatform, stagePlatform } from '@/testing/platforms';
import { signature, startShop, type Shop } from '@/testing/shop';
import { reinstateSeller } from '../sellers/reinstate-seller';
import { suspendSeller } from '../sellers/suspend-seller';
import { collectMissedEvents } from '../webhooks/collect-missed-events';
import { receiveStripeEvent } from '../webhooks/receive-stripe-event';
import { openCustomerCheckout } from './open-customer-checkout';
import { setCustomer } from './set-customer';
import { startCustomerCheckout } from './start-customer-checkout';
import { syncPlatformSubscription } from './sync-platform-subscription';

let shop: Shop;
let owner: Viewer;
let live: Awaited<ReturnType<typeof stageLivePlatform>>;
const seller = 'northbeam';
const BACK = { successUrl: 'https://app.example/done', cancelUrl: 'https://app.example/plans' };

beforeAll(async () => {
  shop = await startShop();
  owner = shop.viewer('sellerOne');
  await shop.sql(`update sellers set country = 'DE'`);
  live = await stageLivePlatform(shop, { viewer: owner, seller, sellerId: shop.world.sellers.one, organizationId: shop.world.organizations.one });
});
afterEach(async () => {
  setClock();
  await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
  await shop.work();
  await assertBooks(shop.platform.db);
});
afterAll(() => shop.stop());

const open = (platformId: string, rest: Partial<Parameters<typeof openCustomerCheckout>[1]> = {}) => openCustomerCheckout(shop.platform, { platformId, mode: 'preview', externalId: 'ada', tierSlug: 'pro', ...BACK, ...rest });
const customer = async (platformId: string, externalId = 'ada') =>
  (await shop.sql<{ tier: string; source: string; status: string | null; grace: Date | null; anchor: Date; subscription: string | null; stripe: string | null }>(
    `select t.slug as tier, c.tier_source as source, c.subscription_status as status, c.grace_ends_at as grace, c.anchor_at as anchor, c.stripe_subscription_id as subscription, c.stripe_customer_id as stripe
     from customers c join platform_tiers t on t.id = c.tier_id where c.platform_id = $1 and c.external_id = $2`, [platformId, externalId]))[0]!;
/** A customer of a new preview platform who has paid. */
async function subscribed(): Promise<{ platformId: string; subscriptionId: string }> {
  const { platformId } = await stagePlatform(shop, { viewer: owner, seller });
  const { url } = await open(platformId);
  await shop.pay(url);
  await shop.work();
  return { platformId, subscriptionId: (await customer(platformId)).subscription! };
}
const events = (subscriptionId: string) => shop.sql<{ type: string; status: string; error: string | null }>(`select type, status, error from webhook_events where payload::text like '%' || $1 || '%' order by type`, [subscriptionId]);

describe('a checkout for a customer', () => {
  it('in preview is paid on our own account, and the tier holds from then on', async () => {
    const { platformId, subscriptionId } = await subscribed();
    const after = await customer(platformId);
    expect(after).toMatchObject({ tier: 'pro', source: 'subscription', status: 'active', grace: null });
    const subscription = await shop.platform.stripe.subscriptions.retrieve(subscriptionId);
    expect(after.anchor.getTime()).toBe(subscription.items.data[0]!.current_period_start * 1000);
    expect(subscription.metadata).toMatchObject({ platform_id: platformId, mode: 'preview' });
    expect(new Set((await events(subscriptionId)).map(({ status }) => status))).not.toContain('quarantined');
    expect(await shop.sql('select 1 from orders')).toEqual([]);
    expect(await code(open(platformId))).toBe('CONFLICT subscribed');
    expect(await code(setCustomer(shop.platform.db, { viewer: owner, input: { seller, platformId, mode: 'preview', externalId: 'ada', tier: 'free' } }))).toBe('CONFLICT subscribed');
  });

  it('live is paid on the developer’s account, by an event of that account', async () => {
    const { url } = await startCustomerCheckout(shop.platform, { viewer: owner, input: { seller, platformId: live.platformId, mode: 'live', externalId: 'grace', tier: 'pro', ...BACK } });
    await shop.pay(url);
    await shop.work();
    const after = await customer(live.platformId, 'grace');
    expect(after).toMatchObject({ tier: 'pro', source: 'subscription', status: 'active' });
    expect((await shop.platform.stripe.subscriptions.retrieve(after.subscription!, {}, { stripeAccount: live.accountId })).status).toBe('active');
    expect(await code(shop.platform.stripe.subscriptions.retrieve(after.subscription!))).not.toBe('done');
    expect((await shop.sql<{ account: string | null }>(`select distinct stripe_account_id as account from webhook_events where payload::text like '%' || $1 || '%'`, [after.subscription])).map(({ account }) => account)).toEqual([live.accountId]);
  });

  it('is heard of also when the account’s events were never delivered', async () => {
    await shop.control('faults', { dropEvents: true });
    const { url } = await startCustomerCheckout(shop.platform, { viewer: owner, input: { seller, platformId: live.platformId, mode: 'live', externalId: 'silent', tier: 'pro', ...BACK } });
    await shop.pay(url);
    await shop.work();
    expect(await customer(live.platformId, 'silent')).toMatchObject({ tier: 'free', status: null });
    await shop.sql(`insert into watermarks (name, reached_at) values ('stripe_events', now()) on conflict (name) do update set reached_at = excluded.reached_at`);
    await collectMissedEvents(shop.platform);
    await shop.work();
    expect(await customer(live.platformId, 'silent')).toMatchObject({ tier: 'pro', status: 'active' });
  });

  it('makes its customer at Stripe once, and each click its own page', async () => {
    const { platformId } = await stagePlatform(shop, { viewer: owner, seller });
    const made = await Promise.all([open(platformId), open(platformId), open(platformId)]);
    expect(new Set(made.map(({ checkoutId }) => checkoutId)).size).toBe(3);
    const customers = await Promise.all(made.map(({ checkoutId }) => shop.platform.stripe.checkout.sessions.retrieve(checkoutId)));
    expect(new Set(customers.map((session) => session.customer))).toEqual(new Set([(await customer(platformId)).stripe]));
  });

  it('is refused where it cannot be right', async () => {
    const { platformId } = await stagePlatform(shop, { viewer: owner, seller });
    expect(await code(open(platformId, { tierSlug: 'free' }))).toBe('INVALID_INPUT unknown_tier');
    expect(await code(open(platformId, { mode: 'live' }))).toBe('CONFLICT not_live');
    expect(await code(open(`plt_${'0'.repeat(26)}`))).toBe('NOT_FOUND');
    for (const successUrl of ['javascript:alert(1)', 'http://app.example/', 'https://user:secret@app.example/', 'data:text/html,x', 'nonsense', 'http://localhost.evil.example/']) expect([successUrl, await code(open(platformId, { successUrl }))]).toEqual([successUrl, 'INVALID_INPUT return_url']);
    await shop.sql(`update platforms set allowed_origins = '{https://app.example}' where id = $1`, [platformId]);
    expect(await code(open(platformId, { cancelUrl: 'https://evil.example/' }))).toBe('INVALID_INPUT return_url');
    expect(await code(open(platformId))).toBe('done');
    expect(await code(openCustomerCheckout({ ...shop.platform, env: { ...shop.platform.env, STRIPE_SECRET_KEY: 'sk_live_x' } }, { platformId, mode: 'preview', externalId: 'ada', tierSlug: 'pro', ...BACK }))).toBe('CONFLICT preview_needs_test_mode');
    await shop.sql('update sellers set charges_enabled = false where id = $1', [shop.world.sellers.one]);
    expect(await code(open(live.platformId, { mode: 'live' }))).toBe('CONFLICT charges');
    await shop.sql('update sellers set charges_enabled = true where id = $1', [shop.world.sellers.one]);
    // Who was suspended sells nothing new, by a key or a link of before either.
    const byAdmin = { viewer: shop.viewer('admin'), input: { seller, reason: 'Complaints.' }, requestId: 'req_1' };
    await suspendSeller(shop.platform, byAdmin);
    for (const mode of ['preview', 'live'] as const) expect(await code(open(live.platformId, { mode, externalId: 'late' }))).toBe('CONFLICT seller');
    await reinstateSeller(shop.platform, { ...byAdmin, input: { seller } });
  });
});

describe('what Stripe says of a customer’s subscription', () => {
  it('M06: ends in one state, however often and in whatever order it comes', async () => {
    const { platformId } = await stagePlatform(shop, { viewer: owner, seller });
    await shop.control('faults', { duplicateEvents: 2, shuffleEvents: true });
    await shop.pay((await open(platformId)).url);
    await shop.work();
    const { subscription } = await customer(platformId);
    await shop.platform.stripe.subscriptions.cancel(subscription!);
    await shop.work();
    await expect.poll(async () => { await shop.work(); return (await customer(platformId)).status; }).toBe('canceled');
    const ended = await customer(platformId);
    expect(ended).toMatchObject({ tier: 'free', source: 'default', status: 'canceled', subscription: null });
    const told = await shop.sql<{ type: string }>('select type from outgoing_events where platform_id = $1 order by type', [platformId]);
    expect(told.map(({ type }) => type)).toEqual(['customer.subscription_ended', 'customer.tier_changed', 'customer.tier_changed']);
    await Promise.all(Array.from({ length: 4 }, () => syncPlatformSubscription(shop.platform, { accountId: null, stripeSubscriptionId: subscription! })));
    expect(await customer(platformId)).toEqual(ended);
  });

  it('K09: a failed payment starts one grace, paying ends it', async () => {
    const { platformId, subscriptionId } = await subscribed();
    const { stripe: stripeCustomerId } = await customer(platformId);
    await shop.control(`customers/${stripeCustomerId}`, { card: 'declined' });
    await shop.control('advance', { seconds: 32 * 86_400 });
    await expect.poll(async () => { await shop.work(); return (await customer(platformId)).status; }).toBe('past_due');
    const late = await customer(platformId);
    expect(late).toMatchObject({ tier: 'pro', source: 'subscription' });
    expect(late.grace!.getTime() - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    await syncPlatformSubscription(shop.platform, { accountId: null, stripeSubscriptionId: subscriptionId });
    expect((await customer(platformId)).grace).toEqual(late.grace);
    await shop.control(`customers/${stripeCustomerId}`, { card: 'succeeds' });
    await shop.control('advance', { seconds: 9 * 86_400 });
    await expect.poll(async () => { await shop.work(); return (await customer(platformId)).status; }).toBe('active');
    expect(await customer(platformId)).toMatchObject({ tier: 'pro', grace: null });
  });

  it('of account A about a platform of B, or of ours about a live one, changes nothing', async () => {
    const { platformId, subscriptionId } = await subscribed();
    const before = await customer(platformId);
    expect(await code(syncPlatformSubscription(shop.platform, { accountId: live.accountId, stripeSubscriptionId: subscriptionId }))).not.toBe('done');
    // The seller's own account makes a subscription that claims to be of somebody else's customer.
    const { stripe } = shop.platform;
    const on = { stripeAccount: live.accountId };
    const [{ id: customerId }] = (await shop.sql<{ id: string }>('select id from customers where platform_id = $1', [platformId])) as [{ id: string }];
    const theirs = await stripe.customers.create({}, on);
    const price = await stripe.prices.create({ currency: 'usd', unit_amount: 100, recurring: { interval: 'month' }, product_data: { name: 'Cheap' } }, on);
    const session = await stripe.checkout.sessions.create({
      mode: 'subscription', customer: theirs.id, line_items: [{ price: price.id, quantity: 1 }], subscription_data: { metadata: { platform_id: platformId, customer_id: customerId, mode: 'preview' } }, success_url: 'https://x.example/', cancel_url: 'https://x.example/',
    }, on);
    await shop.pay(session.url!);
    await shop.work();
    const { subscription } = await stripe.checkout.sessions.retrieve(session.id, {}, on);
    const theirSubscription = typeof subscription === 'string' ? subscription : '';
    expect(new Set((await events(theirSubscription)).filter(({ type }) => type.startsWith('customer.subscription')).map(({ status }) => status))).toEqual(new Set(['quarantined']));
    expect(await customer(platformId)).toEqual(before);
    expect(await syncPlatformSubscription(shop.platform, { accountId: live.accountId, stripeSubscriptionId: theirSubscription })).toBe('foreign');
  });

  it('of an account that is no seller’s is set aside unasked', async () => {
    const body = Buffer.from(JSON.stringify({ id: 'evt_foreign', object: 'event', type: 'customer.subscription.updated', account: 'acct_nobody', livemode: false, data: { object: { id: 'sub_1', metadata: { platform_id: live.platformId } } } }));
    await receiveStripeEvent(shop.platform, { body, signature: signature(body) });
    expect(await shop.sql(`select status from webhook_events where stripe_event_id = 'evt_foreign'`)).toEqual([{ status: 'quarantined' }]);
  });
});
